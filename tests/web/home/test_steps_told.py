"""The days of a step are told on the overview to who is told of the step."""

import pytest

from tests.web.home.test_overview import DAYS, HOME_AFFAIRS, LEADER, box
from tests.worlds import states
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database, State
from tests.worlds.web.evaluated import app, as_post
from tests.worlds.web.pages import SignIn
from tests.worlds.year import Year

__all__ = ["app", "as_post"]
EVERYBODY_S, OF_THE_BLOC = "Duyệt bảng tự chấm", ("Giải trình", "Thẩm định lần 2")


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def year(committed: Year, database: Database) -> Year:
    """Answer an evaluation of which all steps before the ranking were done."""
    committed.open("evaluation")
    committed.play("rank")
    set_clock(database, committed.tick())
    return committed


def test_the_days_of_a_step_are_told_to_who_is_told_of_it(as_post: SignIn) -> None:
    leader, other = (box(as_post(login).get("/").text, DAYS) for login in (LEADER, HOME_AFFAIRS))
    assert all(EVERYBODY_S in days for days in (leader, other))
    assert all(step in leader for step in OF_THE_BLOC)
    assert not any(step in other for step in OF_THE_BLOC)
