"""A timer that waits for a while, in a case: due from the moment it began to wait, then fired."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from server.actions.steps import fire_timer
from server.domain.deadlines import end_of_day, local_day
from tests.actions.cases.drawn import AGAIN, do, open_now, played, state
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import Year


def main(due: str) -> Pool:
    pool = Pool("main_").start().user("first", "leader").user("write", "leader")
    pool.boundary("late", "write", due=due).user("hurry", "secretary").xor("q").end()
    pool.flow("begin", "first", "write", "q").flow("q", "done", default=True)
    pool.flow("q", "first", when="write.verdict == 'again'")
    return pool.flow("late", "hurry", "done")


def due_now(session: Session) -> object:
    ((found,),) = rows(session, "SELECT due FROM timer WHERE state = 'armed'")
    return found


def fire_all(year: Year, session: Session) -> list[bool]:
    due = fire_timer.due(session, now=year.now)
    return [fire_timer.fire(session, each, now=year.now) for each in due]


@pytest.mark.parametrize("due", ["P3D", "'P3D' if first.verdict == 'go' else 'P9D'"])
def test_days_count_from_when_the_task_opened_and_end_with_their_last(
    year: Year, session: Session, due: str
) -> None:
    played(year, session, main(due), flows={})
    assert rows(session, "SELECT 1 FROM timer") == []
    year.now += timedelta(days=10)
    do(year, "first")
    last = local_day(year.now) + timedelta(days=3)
    assert due_now(session) == end_of_day(last) - timedelta(microseconds=1)
    assert sound(year)
    year.now = end_of_day(last) - timedelta(minutes=1)
    assert fire_all(year, session) == []
    year.now += timedelta(minutes=1)
    assert fire_all(year, session) == [True]
    assert open_now(year) == ["hurry"]
    assert sound(year)
    do(year, "hurry")
    assert state(session) == "closed"


def test_hours_are_over_to_the_second(year: Year, session: Session) -> None:
    played(year, session, main("PT36H"), flows={})
    do(year, "first")
    opened = year.now.replace(microsecond=0)
    assert due_now(session) == opened + timedelta(hours=36)
    year.now = opened + timedelta(hours=36)
    assert fire_all(year, session) == [True]
    assert sound(year)


def test_a_task_that_opens_again_waits_as_long_again(year: Year, session: Session) -> None:
    played(year, session, main("P3D"), flows={})
    do(year, "first")
    before = due_now(session)
    year.now += timedelta(days=2)
    do(year, "write", AGAIN)
    assert rows(session, "SELECT state FROM timer") == [("disarmed",)]
    do(year, "first")
    assert due_now(session) == before + timedelta(days=2)  # type: ignore[operator] # a moment
    assert sound(year)
