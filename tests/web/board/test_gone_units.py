"""The duties of units that were merged or are gone while a year is worked on: said as such."""

import re
from datetime import date

import pytest

from server.actions.mail import remind
from server.domain.bloc_draft import document
from tests.actions.reorganised import next_year
from tests.web.board.test_board import states_of
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.rows import rows
from tests.worlds.web.evaluated import app, as_post, in_time_and_late
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send
from tests.worlds.year import DEPUTY, LEADER, PRESS, RADIO, Year

__all__ = ["app", "as_post"]
SECRETARY = "so-khcn.secretary"
GONE = "Đơn vị đã sáp nhập, giải thể từ 17/12/2024"
LEFT = "Đài PT&amp;TH không còn trong Khối"
LATE = re.compile(r"uá hạn \d+ ngày làm việc|>\s*Quá hạn\s*<")
DAY = date(2024, 12, 17)
"""That by which heads approve."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation two of whose units are gone from the day of a duty on."""
    in_time_and_late(committed, database)
    committed.imported(gone_from(DAY))
    return committed


def gone_from(day: date) -> str:
    """Write the file of the year after, which says of two units that they are gone from a day."""
    values = document.read(next_year(effective_from=DAY))
    values["reorganised"] = [
        {"unit": PRESS, "into": LEADER, "day": day, "decision": "01/NQ-HĐND", "awards": True},
        {"unit": RADIO, "day": day, "decision": "02/NQ-HĐND"},
    ]
    return document.write(values)


def test_a_unit_that_is_gone_is_not_late_and_is_not_counted(as_post: SignIn, year: Year) -> None:
    client = as_post(SECRETARY)
    page = client.get("/board?bloc_year=bac-giang/khoi-vhxh1/2024").text
    assert states_of(page) == {
        "Sở KH&CN": "Quá hạn 2 ngày",
        "Ban Dân tộc": "Quá hạn 2 ngày",
        "Sở GD&ĐT": "Xong",
        "Sở TT&TT": "Xong",
        "Đài PT&TH": GONE,
    }
    assert "2 trên 4 việc đã xong" in page
    assert GONE in client.get(f"/cases/{year.cases['evaluation']}?tab=duties").text


def test_a_sheet_and_a_task_of_a_unit_that_is_gone_say_where_it_went(
    as_post: SignIn, year: Year
) -> None:
    scores = as_post(SECRETARY).get(f"/cases/{year.cases['evaluation']}?tab=scores").text
    assert "Sở TT&amp;TT nhập vào Sở KH&amp;CN từ 17/12/2024" in scores
    assert f"{LEFT} từ 17/12/2024" in scores
    task = as_post("dai-ptth.officer").get(f"/tasks/{year.task('score', RADIO).id}").text
    assert f"{LEFT} từ 17/12/2024" in task
    assert "Quá hạn" not in task


def test_a_unit_that_is_gone_is_not_urged(as_post: SignIn, year: Year) -> None:
    client = as_post(SECRETARY)
    offered = client.get("/board/urge?bloc_year=bac-giang/khoi-vhxh1/2024").text
    assert "Ban Dân tộc" in offered
    assert "Đài PT&amp;TH" not in offered
    duty = f"{year.cases['evaluation']}/handed_in/{RADIO}"
    answer = send(client, "/board/urge", {"duty": duty}, at="/board")
    assert "Đã đôn đốc" not in answer.text


def test_nobody_is_reminded_or_told_that_a_unit_that_is_gone_is_late(
    as_post: SignIn, year: Year
) -> None:
    year.imported(gone_from(date(2024, 12, 1)))
    for login, late in (("dai-ptth.officer", False), ("ban-dan-toc.officer", True)):
        client = as_post(login)
        for address in ("/tasks", "/notices"):
            page = client.get(address)
            assert page.status_code == 200, address
            shown = page.text.partition("<main")[2]
            assert bool(LATE.search(shown)) is late, (login, address)
    with year.begin() as session:
        while remind.remind(session, now=year.now):
            pass
        for task, day in remind.late(session, now=year.now):
            remind.escalate(session, task, day, now=year.now)
        written = rows(
            session,
            "SELECT DISTINCT t.subject_unit_id FROM mail m JOIN task t ON t.id = m.task_id"
            " WHERE m.kind IN ('remind', 'escalate')",
        )
        waiting = "SELECT count(*) FROM reminder WHERE state = 'planned' AND due <= :now"
        assert rows(session, waiting, now=year.now) == [(0,)]
    assert (DEPUTY,) in written
    assert (RADIO,) not in written
