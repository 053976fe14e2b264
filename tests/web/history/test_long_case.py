"""The pages of a case that went on and on hold what is near; the rest is a link away."""

import re
from uuid import UUID

import pytest

from server.actions.transaction import transactions
from tests.worlds.history.long_case import go_on
from tests.worlds.played import Played

AUDITOR = "thanh-tra.auditor"
EVENTS = 600


@pytest.fixture(scope="module")
def case(year: Played) -> str:
    found = year.cases()["evaluation"].rpartition("/")[2]
    go_on(transactions(year.database.url), UUID(found), EVENTS)
    return f"/audit/cases/{found}"


def test_a_moment_lists_the_newest_and_says_how_many_are_left_out(year: Played, case: str) -> None:
    page = year.as_post(AUDITOR).get(f"{case}/moment").text
    done = page.partition('id="done-tasks"')[2].partition("</table>")[0]
    assert done.count("<tr>") == 101
    assert re.search(r"Còn [0-9]+ mục trước đó", page)
    assert len(re.findall(r"moment\?seq=[0-9]+", page)) < 120


def test_a_moment_far_back_is_as_it_was_then(year: Played, case: str) -> None:
    page = year.as_post(AUDITOR).get(f"{case}/moment?seq=9").text
    assert "Sau sự kiện 9 trên" in page
    assert "mục trước đó" not in page


@pytest.mark.parametrize("seq", [2, 9, EVENTS])
def test_an_event_leads_to_the_ones_beside_it(year: Played, case: str, seq: int) -> None:
    page = year.as_post(AUDITOR).get(f"{case}/events/{seq}").text
    assert f"{case}/events/{seq - 1}" in page
    assert f"{case}/events/{seq + 1}" in page


def test_what_was_handed_in_again_is_counted_over_the_whole_case(year: Played, case: str) -> None:
    page = year.as_post(AUDITOR).get(f"{case}/events/{EVENTS}").text
    assert "nộp lần thứ" in page
