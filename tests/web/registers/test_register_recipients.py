"""A register tells whom each document was sent to, as the acts of its case sent it."""

import csv
import io

import pytest
from flask.testing import FlaskClient
from markupsafe import escape
from openpyxl import load_workbook

from tests.worlds.web.attaching import attach
from tests.worlds.web.posting import send
from tests.worlds.year import Year

HOME_AFFAIRS, COUNCIL, CHAIRMAN = (
    f"bac-giang/{post}" for post in ("so-noi-vu/officer", "hd-tdkt/secretary", "ubnd-tinh/chairman")
)


@pytest.fixture
def notice(committed: Year) -> Year:
    """Answer a year whose notice of the regulation is signed, and sent to Home Affairs."""
    committed.open("regulation_notice", opening={"title": "Quy chế năm 2024"})
    attach(committed, committed.task("write_notice"), "regulation")
    committed.do("write_notice", {"summary": "Đã thông qua."})
    committed.do("sign_notice", {"verdict": "sign"})
    return committed


def _register(year: Year) -> str:
    return f"/registers/{year.bloc_year_id.rpartition('/')[0]}/2024/BC"


def _in_csv(reader: FlaskClient, at: str) -> str:
    answer = send(reader, f"{at}/export", {}, at=at)
    heads, line = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    return dict(zip(heads, line, strict=True))["sent_to"]


def _in_workbook(reader: FlaskClient, at: str) -> object:
    answer = send(reader, f"{at}/export", {"form": "xlsx"}, at=at)
    rows = [*load_workbook(io.BytesIO(answer.data)).worksheets[0].values]
    heads = next(n for n, row in enumerate(rows) if "Nơi nhận" in row)
    return rows[heads + 1][rows[heads].index("Nơi nhận")]


def test_who_an_act_sent_it_to_is_told_on_the_page_and_in_the_files(
    notice: Year, leader: FlaskClient
) -> None:
    at, first = _register(notice), notice.tasks()
    told = [_in_csv(leader, at)]
    notice.do("affairs_receive", {"verdict": "accept"})
    told.append(_in_csv(leader, at))
    one, *more = (task.post_id for task in [*first, *notice.tasks()])
    assert (one, {*more}) == (HOME_AFFAIRS, {COUNCIL, CHAIRMAN})
    before, after = (set(each.split("; ")) for each in told)
    assert len(before) == 1
    assert before < after
    assert len(after) == 1 + len(more)
    assert set(str(_in_workbook(leader, at)).split("; ")) == after
    page = leader.get(at).text
    assert [name for name in after if str(escape(name)) not in page] == []
