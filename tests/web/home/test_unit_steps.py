"""Which unit is at which step: who is late by name, to each what they are told."""

import re

import pytest

from server.web.home import unit_steps
from tests.web.home.test_overview import box
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.evaluated import app, as_post, in_time_and_late
from tests.worlds.web.pages import SignIn
from tests.worlds.year import Year

__all__ = ["app", "as_post"]
STEPS = 'id="unit-steps"'
LEADER, DEPUTY, HOME_AFFAIRS = "so-khcn.head", "ban-dan-toc.head", "so-noi-vu.head"
OFFICER, RADIO_OFFICER, CHAIRMAN = "so-gddt.officer", "dai-ptth.officer", "ubnd-tinh.chairman"
SCHOOL, RADIO, PRESS = "Sở GD&amp;ĐT", "Đài PT&amp;TH", "Sở TT&amp;TT"
SCORE, APPROVE, EXPLAIN = "Tự chấm điểm", "Duyệt bảng tự chấm", "Giải trình"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which one unit's head has approved in time, a second one late."""
    return in_time_and_late(committed, database)


def row(page: str, unit: str) -> dict[str, str]:
    """Answer what the table says of a unit, by step."""
    rows = box(page, STEPS).split("<tr>")
    found = next(each for each in rows if re.search(f">{re.escape(unit)}</a></th>", each))
    cells = re.findall(r'<td data-label="([^"]+)"[^>]*>(.*?)</td>', found, re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", said).split()) for name, said in cells}


def test_each_unit_stands_at_its_step_and_what_comes_after_waits(as_post: SignIn) -> None:
    page = as_post(LEADER).get("/").text
    assert row(page, SCHOOL)[SCORE].startswith("Xong 10/12/2024")
    assert row(page, SCHOOL)[APPROVE].startswith("Xong")
    assert row(page, RADIO)[SCORE].startswith("Quá hạn")
    assert row(page, RADIO)[APPROVE] == "Chờ"
    assert row(page, RADIO)[EXPLAIN] == "Chỉ khi cần"


def test_the_leader_is_told_by_name_who_is_late_and_urges_them_there(as_post: SignIn) -> None:
    steps = box(as_post(LEADER).get("/").text, STEPS)
    named = steps.partition("Quá hạn:")[2].partition("</p>")[0]
    assert RADIO in named
    assert SCHOOL not in named
    assert "/board/urge" in steps


def test_a_unit_reads_its_own_row_alone(as_post: SignIn) -> None:
    page = as_post(OFFICER).get("/").text
    assert row(page, SCHOOL)[SCORE].startswith("Xong")
    assert RADIO not in box(page, STEPS)
    assert PRESS not in box(page, STEPS)


@pytest.mark.parametrize("login", [DEPUTY, HOME_AFFAIRS])
def test_who_watches_is_told_of_duties_and_not_of_how_a_step_came_out(
    as_post: SignIn, login: str
) -> None:
    page = as_post(login).get("/").text
    assert row(page, SCHOOL)[APPROVE].startswith("Xong")
    assert row(page, RADIO).get(EXPLAIN, "Chỉ khi cần") == "Chỉ khi cần"


def test_who_is_told_of_no_step_gets_no_table(as_post: SignIn) -> None:
    assert STEPS not in as_post(CHAIRMAN).get("/").text


def test_of_many_units_the_late_ones_stand_in_sight_and_the_others_are_a_press_away(
    as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_steps, "MOST_ROWS", 3)
    shown, _, folded = box(as_post(LEADER).get("/").text, STEPS).partition("và 2 đơn vị nữa")
    assert RADIO in shown
    assert SCHOOL in folded


def test_of_very_many_units_the_rest_is_counted_and_stands_on_the_board(
    as_post: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_steps, "MOST_ROWS", 2)
    monkeypatch.setattr(unit_steps, "MOST_FOLDED", 1)
    steps = box(as_post(LEADER).get("/").text, STEPS)
    assert "và 3 đơn vị nữa" in steps
    assert steps.partition('href="/board?')[2].partition("</a>")[0].endswith("và 2 đơn vị nữa")
    assert steps.count('<th scope="row">') == 3
