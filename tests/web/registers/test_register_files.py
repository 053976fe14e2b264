"""The files of a register tell what its page tells."""

import csv
import io
from collections.abc import Mapping, Sequence

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from openpyxl import load_workbook

from tests.web.registers.test_document_page import scanned
from tests.web.registers.test_register_pages import REGISTER
from tests.worlds.processes.numbered import SECRETARY, Numbered
from tests.worlds.web.posting import send


def test_the_csv_says_who_signed(numbered: Numbered, leader: FlaskClient) -> None:
    numbered.open().first()
    answer = send(leader, f"{REGISTER}/export", {}, at=REGISTER)
    heads, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    told = dict(zip(heads, line, strict=True))
    assert told["signed_as"]
    assert f">{escape(told['signed_as'])}</" in leader.get(REGISTER).text


def _in_workbook(reader: FlaskClient) -> Mapping[str, object]:
    answer = send(reader, f"{REGISTER}/export", {"form": "xlsx"}, at=REGISTER)
    rows: Sequence[Sequence[object]] = [
        *load_workbook(io.BytesIO(answer.data)).worksheets[0].values
    ]
    heads = next(n for n, row in enumerate(rows) if "Người ký" in row)
    return dict(zip(map(str, rows[heads]), rows[heads + 1], strict=True))


def test_the_workbook_says_who_signed(numbered: Numbered, leader: FlaskClient) -> None:
    numbered.open().first()
    told = _in_workbook(leader)
    assert told["Người ký"]
    assert f">{escape(str(told['Người ký']))}</" in leader.get(REGISTER).text


def test_the_files_name_the_file_of_a_document(numbered: Numbered, leader: FlaskClient) -> None:
    scanned(numbered)
    name = _in_workbook(leader)["Tệp"]
    answer = send(leader, f"{REGISTER}/export", {}, at=REGISTER)
    heads, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert name
    assert dict(zip(heads, line, strict=True))["file"] == name


def test_whoever_signed_for_another_is_named_with_them(
    numbered: Numbered, leader: FlaskClient
) -> None:
    numbered.open()
    year = numbered.year
    task = year.task(numbered.process.first)
    lent = year.lent(task.post_id, to=SECRETARY)
    year.complete(task, {"note": ""}, by=lent)
    assert lent.on_behalf
    own, whole = lent.on_behalf.vi, _in_workbook(leader)["Người ký"]
    assert str(whole).endswith(f", thay mặt {own}")
    assert f"Thay mặt {escape(own)}</small>" in leader.get(REGISTER).text
    answer = send(leader, f"{REGISTER}/export", {}, at=REGISTER)
    heads, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert dict(zip(heads, line, strict=True))["signed_for"] == own


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_file_is_called_by_its_register(
    numbered: Numbered, leader: FlaskClient, form: str
) -> None:
    numbered.open().first()
    answer = send(leader, f"{REGISTER}/export", {"form": form}, at=REGISTER)
    bloc = numbered.bloc_id.replace("/", "-")
    start, end = f'attachment; filename="so-van-ban-KH-{bloc}-2024-', f'Z.{form}"'
    named = answer.headers["Content-Disposition"]
    assert (named[: len(start)], named[-len(end) :]) == (start, end)
