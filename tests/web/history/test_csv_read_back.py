"""History as CSV, read back by other means: one charset, whole cells, no formula, both clocks."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from server.web.history.export_csv import cell
from tests.worlds.played import Played
from tests.worlds.web.posting import send

AUDITOR, ADMIN = "thanh-tra.auditor", "quan-tri.administrator"
LOCAL, UTC_TIME, NUMBER = "Giờ Việt Nam", "Giờ UTC", "Số"
TYPED = (
    '=HYPERLINK("http://x.invalid";"Bấm")',
    "+84 204 3854 123",
    "-2+3; @SUM(A1:A9)",
    "@SUM(1;1)",
    "Dòng một,\nhai; \"ba\" 'bốn'\n=1+1",
    "'=1+1",
)
TAKEN_FOR_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(scope="module")
def told(year: Played) -> bytes:
    """Answer the export of a history in which somebody typed all of these as reasons."""
    admin = year.as_post(ADMIN)
    page = year.cases()["open"].replace("/cases/", "/operations/cases/")
    for number, reason in enumerate(TYPED):
        act = ("suspend", "resume")[number % 2]
        answer = send(admin, f"{page}/{act}", {"reason": reason}, at=page)
        assert answer.status_code == 303, answer.text
    return exported(year.as_post(AUDITOR))


def exported(client: FlaskClient) -> bytes:
    answer = send(client, "/audit/export", {"form": "csv"}, at="/audit")
    assert "charset=utf-8" in answer.headers["Content-Type"].lower()
    return bytes(answer.data)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_row_has_the_columns_of_the_first(told: bytes) -> None:
    head, *others = table(told)
    assert len(set(head)) == len(head)
    assert others
    assert {len(row) for row in others} == {len(head)}


def test_what_was_typed_comes_back_letter_by_letter(told: bytes) -> None:
    head, *others = table(told)
    reasons = [row[head.index("Lý do")] for row in others]
    for typed in TYPED:
        escaped = f"'{typed}" if typed.startswith(TAKEN_FOR_FORMULAS) else typed
        assert escaped in reasons


def test_no_cell_begins_as_a_formula_does(told: bytes) -> None:
    found = [text for row in table(told) for text in row if text.startswith(TAKEN_FOR_FORMULAS)]
    assert [text for text in found if not is_number(text)] == []


def is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_both_clocks_tell_the_same_moment(told: bytes) -> None:
    head, *others = table(told)
    assert others
    for row in others:
        local, utc = (datetime.fromisoformat(row[head.index(n)]) for n in (LOCAL, UTC_TIME))
        assert (local.utcoffset(), utc.utcoffset()) == (timedelta(hours=7), timedelta())
        assert local.astimezone(UTC) == utc.replace(microsecond=0)


def test_numbers_are_plain(told: bytes) -> None:
    head, *others = table(told)
    for name in (NUMBER, "Độ lệch đồng hồ (giây)"):
        assert all(row[head.index(name)].lstrip("-").isdecimal() for row in others)


@pytest.mark.parametrize("begins", [*TAKEN_FOR_FORMULAS, "  =", "＝", "＋", "－", "＠"])
def test_a_cell_that_begins_as_a_formula_is_a_text(begins: str) -> None:
    assert cell(f"{begins}1+1") == f"'{begins}1+1"


@pytest.mark.parametrize("number", ["-1", "-12,5", "7.25", "0"])
def test_a_number_stays_one(number: str) -> None:
    assert cell(number) == number
