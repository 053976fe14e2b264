"""A day that somebody typed is a deadline: of tasks, of waits, of boundary timers."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.steps.opening import due_of
from server.domain.deadlines import end_of_day
from tests.actions.cases.days.with_opening import Gathering
from tests.actions.cases.drawn import do, open_now
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year

DAY = "2024-11-18"
DAYS = {
    "typed": ("first.day", DAY),
    "reckoned": ("workdays(first.day, 2)", "2024-11-20"),
    "perhaps typed": ("first.later if has(first.later) else first.day", DAY),
}
every_day = pytest.mark.parametrize("what", DAYS)


def after(first: str, *path: str) -> Pool:
    """Draw a task in whose form days are typed, and a way after it."""
    main = Pool("main_").start().user("first", "leader", form="dated")
    return main.flow("begin", "first", first, *path)


@every_day
def test_a_task_is_due_on_it(year: Year, session: Session, what: str) -> None:
    due, day = DAYS[what]
    main = after("second", "done").user("second", "leader", due=due, remind="1").end()
    drawn = Gathering(pools=(main,))
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first", {"day": DAY})
    assert rows(session, "SELECT due FROM task WHERE element = 'second'") == [(due_of(day),)]
    assert rows(session, "SELECT kind FROM reminder") == [("remind",)]
    assert sound(year)


def waiting(due: str) -> Pool:
    main = after("wait", "second", "done").timer("wait", due)
    return main.user("second", "leader").end()


def bounded(due: str) -> Pool:
    main = after("third", "done").user("third", "leader").boundary("late", "third", due=due)
    return main.user("second", "leader").end().flow("late", "second", "done")


@every_day
@pytest.mark.parametrize("drawing", [waiting, bounded], ids=["a wait", "a boundary"])
def test_a_timer_fires_after_it(year: Year, session: Session, what: str, drawing: object) -> None:
    due, day = DAYS[what]
    assert callable(drawing)
    drawn = Gathering(pools=(drawing(due),))
    assert drawn.findings() == []
    drawn.open(year, session)
    do(year, "first", {"day": DAY})
    ends = end_of_day(date.fromisoformat(day))
    assert year.fire_due(ends - timedelta(minutes=1)) == []
    assert year.fire_due(ends) == [True]
    assert open_now(year) == ["second"]
    assert sound(year)


@pytest.mark.parametrize("drawing", [waiting, bounded], ids=["a wait", "a boundary"])
def test_a_day_that_may_be_left_out_is_asked_for_first(drawing: object) -> None:
    assert callable(drawing)
    found = Gathering(pools=(drawing("first.later"),)).findings()
    assert [rule for rule, _ in found] == ["VARIABLE-OPTIONAL"]


@pytest.mark.parametrize(
    "due", ["first.day + 1", "'first.day'", "opening.period", "opening.copies"]
)
def test_what_is_no_day_is_refused(due: str) -> None:
    assert Gathering(pools=(waiting(due),)).findings() != []
