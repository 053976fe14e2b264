"""The duties of units that were merged or are gone while a year is worked on: said as such."""

from datetime import date

import pytest

from server.domain.bloc_draft import document
from tests.actions.reorganised import next_year
from tests.web.board.test_board import states_of
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.evaluated import app, as_post, in_time_and_late
from tests.worlds.web.pages import SignIn
from tests.worlds.web.posting import send
from tests.worlds.year import LEADER, PRESS, RADIO, Year

__all__ = ["app", "as_post"]
SECRETARY = "so-khcn.secretary"
GONE = "Đơn vị đã sáp nhập, giải thể"
LEFT = "Đài PT&amp;TH không còn trong Khối"
DAY = date(2024, 12, 17)
"""That by which heads approve."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation two of whose units are gone from the day of a duty on."""
    in_time_and_late(committed, database)
    values = document.read(next_year(effective_from=DAY))
    values["reorganised"] = [
        {"unit": PRESS, "into": LEADER, "day": DAY, "decision": "01/NQ-HĐND", "awards": True},
        {"unit": RADIO, "day": DAY, "decision": "02/NQ-HĐND"},
    ]
    committed.imported(document.write(values))
    return committed


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
