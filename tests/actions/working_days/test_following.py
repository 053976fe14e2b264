"""A running case follows its province's calendar: what is open moves, what was met stays."""

import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.steps.opening import due_of
from server.actions.working_days import change_days, follow
from server.actions.working_days.follow import Followed
from server.domain.deadlines import local_day
from server.domain.working_days.province_days import SaidDays
from server.public_holidays import edition_of
from server.store.working_days import following
from tests.actions.cases.days.with_opening import Gathering
from tests.actions.cases.drawn import do
from tests.engine.drawings import Pool
from tests.worlds.rows import rows
from tests.worlds.worker import sound
from tests.worlds.year import ADMINISTRATOR, Year

DUE = "workdays(opened_on, 5)"
MONDAY, TUESDAY, SATURDAY = date(2024, 11, 4), date(2024, 11, 5), date(2024, 11, 9)
"""The day the cases here open, and two that follow it."""
FIFTH, SIXTH, FOURTH = date(2024, 11, 11), date(2024, 11, 12), date(2024, 11, 8)
"""The fifth working day after it, the one after that, and the one before."""


def said(
    off: date | None = None, worked: date | None = None, *, to: date | None = None
) -> SaidDays:
    return SaidDays(off=off, off_to=to, worked=worked, paper="12/CĐ-UBND", paper_on=MONDAY)


def say(year: Year, days: SaidDays) -> None:
    with year.begin() as session:
        change_days.add(session, days, actor=year.holder(ADMINISTRATOR), now=year.tick())


def take_back(year: Year, session: Session) -> None:
    ((day_id,),) = rows(session, "SELECT id FROM province_day WHERE taken_back_at IS NULL")
    with year.begin() as inner:
        change_days.take_back(
            inner, day_id, reason="Nhập nhầm", actor=year.holder(ADMINISTRATOR), now=year.tick()
        )


def followed(year: Year) -> list[Followed | None]:
    """Do what the worker does in its sweep."""
    with year.begin() as session:
        return [
            follow.follow(session, case_id, now=year.tick()) for case_id in follow.waiting(session)
        ]


def end(day: date) -> datetime | None:
    return due_of(day.isoformat())


def opened(year: Year, session: Session, due: str = DUE, **named: str) -> Gathering:
    """Open a case with a task, a boundary timer of the same day, and a task after it."""
    main = Pool("main_").start().user("first", "secretary", due=due, **named)
    main.boundary("late", "first", due=due).user("after", "leader", due=due)
    main.user("second", "leader").end()
    main.flow("begin", "first", "after", "done").flow("late", "second", "done")
    drawn = Gathering(
        pools=(main,),
        tables=f'[milestones]\nmade = {{ task = "first", outcome = "go", due = "{due}" }}',
    )
    assert drawn.findings() == []
    drawn.open(year, session)
    followed(year)
    return drawn


def days_of(session: Session) -> tuple[object, object, object]:
    """Give the day of the task, of its timer and of the duty."""
    ((task,),) = rows(session, "SELECT due FROM task WHERE element = 'first'")
    ((timer,),) = rows(session, "SELECT due FROM timer")
    ((duty,),) = rows(session, "SELECT due FROM duty")
    return task, timer, duty


def test_a_day_off_that_is_to_come_moves_what_is_open_and_history_tells_it(
    year: Year, session: Session
) -> None:
    opened(year, session, remind="2")
    assert local_day(year.now) == MONDAY
    assert days_of(session) == (end(FIFTH), end(FIFTH), FIFTH)
    say(year, said(date(2024, 11, 6)))
    (done,) = followed(year)
    assert days_of(session) == (end(SIXTH), end(SIXTH), SIXTH)
    assert done is not None
    assert (len(done.dues), done.timers, len(done.duties)) == (1, 1, 1)
    ((event,),) = rows(
        session,
        "SELECT p.payload FROM event e JOIN event_payload p ON p.event_id = e.id"
        " WHERE e.kind = 'calendar.followed'",
    )
    assert json.loads(str(event))["own_days"] == "-2024-11-06"
    assert rows(session, "SELECT day FROM reminder") == [(date(2024, 11, 8),)]
    assert rows(session, "SELECT kind FROM mail WHERE kind = 'recounted'") == [("recounted",)]
    assert sound(year)


def test_a_worked_saturday_that_is_to_come_brings_what_is_open_forward(
    year: Year, session: Session
) -> None:
    opened(year, session)
    say(year, said(worked=SATURDAY))
    followed(year)
    assert days_of(session) == (end(SATURDAY), end(SATURDAY), SATURDAY)
    assert sound(year)


def test_a_swap_within_a_deadline_leaves_it_where_it_was(year: Year, session: Session) -> None:
    opened(year, session)
    say(year, said(date(2024, 11, 7), worked=SATURDAY))
    (done,) = followed(year)
    assert days_of(session) == (end(FIFTH), end(FIFTH), FIFTH)
    assert done is not None
    assert not done.dues
    assert sound(year)


def test_what_has_been_counted_is_counted(year: Year, session: Session) -> None:
    opened(year, session)
    year.now += timedelta(days=7)
    assert local_day(year.now) == FIFTH
    say(year, said(worked=SATURDAY))
    followed(year)
    assert days_of(session) == (end(FIFTH), end(FIFTH), FIFTH)
    say(year, said(date(2024, 11, 6)))
    followed(year)
    assert days_of(session) == (end(SIXTH), end(SIXTH), SIXTH)
    assert sound(year)


def test_a_day_that_is_taken_back_counts_again_while_it_is_to_come(
    year: Year, session: Session
) -> None:
    opened(year, session)
    say(year, said(date(2024, 11, 8)))
    followed(year)
    assert days_of(session)[0] == end(SIXTH)
    take_back(year, session)
    followed(year)
    assert days_of(session) == (end(FIFTH), end(FIFTH), FIFTH)
    assert sound(year)


def test_what_was_met_keeps_the_day_it_had(year: Year, session: Session) -> None:
    opened(year, session)
    do(year, "first")
    say(year, said(date(2024, 11, 6)))
    followed(year)
    ((first,),) = rows(session, "SELECT due FROM task WHERE element = 'first'")
    ((after,),) = rows(session, "SELECT due FROM task WHERE element = 'after'")
    assert (first, after) == (end(FIFTH), end(SIXTH))
    assert rows(session, "SELECT due FROM duty") == [(FIFTH,)]
    assert sound(year)


def test_what_begins_later_counts_by_the_calendar_as_it_is(year: Year, session: Session) -> None:
    say(year, said(date(2024, 11, 6)))
    opened(year, session)
    assert days_of(session) == (end(SIXTH), end(SIXTH), SIXTH)
    do(year, "first")
    assert rows(session, "SELECT due FROM task WHERE element = 'after'") == [(end(SIXTH),)]
    assert sound(year)


def test_reminders_go_to_working_days_where_the_deadline_itself_stays(
    year: Year, session: Session
) -> None:
    opened(year, session, due="opening.last_day", remind="2")
    assert rows(session, "SELECT day FROM reminder") == [(date(2024, 11, 18),)]
    say(year, said(date(2024, 11, 19)))
    followed(year)
    assert rows(session, "SELECT day FROM reminder") == [(date(2024, 11, 15),)]
    assert days_of(session)[2] == date(2024, 11, 20)
    assert sound(year)


def test_a_case_is_looked_at_once_for_each_calendar(year: Year, session: Session) -> None:
    opened(year, session)
    assert followed(year) == []
    say(year, said(date(2024, 12, 24)))
    (done,) = followed(year)
    assert done is not None
    assert followed(year) == []
    assert sound(year)


def test_a_release_that_knows_other_days_is_followed(year: Year, session: Session) -> None:
    opened(year, session)
    with year.begin() as inner:
        _as_if_before(inner, "-2024-11-11")
    followed(year)
    assert days_of(session) == (end(FIFTH), end(FIFTH), FIFTH)
    assert sound(year)


def _as_if_before(session: Session, days: str) -> None:
    """Let cases have been looked at by an earlier release, for which these days were off."""
    edition = edition_of(days)
    following.know(session, edition, days)
    session.execute(text("UPDATE followed_calendar SET edition = :edition"), {"edition": edition})


@pytest.mark.parametrize("due", ["P3D", "workdays(entered_on, 2)"])
def test_a_timer_counts_from_when_it_began_to_wait(year: Year, session: Session, due: str) -> None:
    main = Pool("main_").start().user("first", "leader").timer("wait", due)
    main.user("second", "leader").end()
    Gathering(pools=(main.flow("begin", "first", "wait", "second", "done"),)).open(year, session)
    do(year, "first")
    followed(year)
    ((before,),) = rows(session, "SELECT due FROM timer")
    say(year, said(TUESDAY))
    followed(year)
    ((after,),) = rows(session, "SELECT due FROM timer")
    assert (after != before) is (due != "P3D")
    assert sound(year)
