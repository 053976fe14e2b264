"""The files of a register tell what its page tells."""

import csv
import io

from flask.testing import FlaskClient
from markupsafe import escape

from tests.worlds.processes.numbered import Numbered
from tests.worlds.web.posting import send

REGISTER = "/registers/bac-giang/khoi-vhxh1/2024/KH"


def test_the_csv_says_who_signed(numbered: Numbered, leader: FlaskClient) -> None:
    numbered.open().first()
    answer = send(leader, f"{REGISTER}/export", {}, at=REGISTER)
    heads, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    told = dict(zip(heads, line, strict=True))
    assert told["signed_as"]
    assert f">{escape(told['signed_as'])}</" in leader.get(REGISTER).text
