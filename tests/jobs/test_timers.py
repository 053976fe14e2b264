"""A timer fires once, whoever dies: the row is the truth, its job a hint."""

import random
import time
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from server.actions.cases import case_work, open_case
from server.actions.installation.check_invariants import check
from server.actions.installation.installed import clock_offset
from server.actions.transaction import Begin
from server.store.jobs import queue
from server.store.steps import timers
from tests.jobs.working import workers
from tests.waiting import eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.year import BEGINS, PLAN, Year

MINUTE = timedelta(minutes=1)
MANY = 200
LEASE = timedelta(seconds=30)
UNSENT = "SELECT count(*) FROM mail WHERE state = 'waiting'"
"""The check, weeks later, wants none."""


def real_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the queue's own clock


def opened(begin: Begin) -> Year:
    year = Year(begin=begin)
    year.open("evaluation")
    return year


def rehearse(begin: Begin) -> None:
    """Open one more evaluation of the same year, a simulated one."""
    with begin() as session:
        leader = open_case.leader_post(session, PLAN, now=BEGINS)
        actor = case_work.holder_of(session, leader, now=BEGINS)
        open_case.open_case(
            session,
            bloc_year_id=PLAN,
            kind="evaluation",
            actor=actor,
            now=BEGINS,
            simulated=True,
        )


def count(begin: Begin, query: str, **values: object) -> int:
    with begin() as session:
        return int(session.execute(text(query), values).scalar_one())


def jobs(begin: Begin) -> list[tuple[str, datetime | None]]:
    with begin() as session:
        found = session.execute(
            text(
                "SELECT args ->> 'timer_id', scheduled_at FROM jobs.procrastinate_jobs"
                " WHERE task_name = 'fire_timer' ORDER BY id"
            )
        )
        return [(row[0], row[1]) for row in found]


def test_arming_defers_the_job_for_when_the_real_clock_gets_there(
    database: Database, begin: Begin
) -> None:
    offset = set_clock(database, BEGINS)
    opened(begin)
    ((timer_id, at),) = jobs(begin)
    with begin() as session:
        timer = session.execute(text("SELECT id, due FROM timer")).one()
    assert timer_id == str(timer.id)
    assert at == timer.due - offset


def test_a_step_that_is_undone_leaves_no_job(begin: Begin) -> None:
    def undone() -> None:
        with begin() as session:
            queue.enqueue(session, queue.SEND_MAIL, {}, lock="x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert count(begin, "SELECT count(*) FROM jobs.procrastinate_jobs") == 0


def test_the_sweep_defers_a_due_timer_that_has_no_living_job(begin: Begin) -> None:
    year = opened(begin)
    due = year.after("self_score")
    with begin() as session:
        session.execute(text("DELETE FROM jobs.procrastinate_jobs"))
        assert queue.defer_due_timers(session, now=due - timedelta(days=1)) == 0
        assert queue.defer_due_timers(session, now=due) == 1
        assert queue.defer_due_timers(session, now=due) == 0


def test_the_sweep_defers_a_timer_to_come_that_has_lost_its_job(begin: Begin) -> None:
    year = opened(begin)
    before = year.after("self_score") - timedelta(days=1)
    with begin() as session:
        assert queue.defer_lost_timers(session, now=before, clock_offset=MINUTE) == 0
        gone = session.execute(
            text("DELETE FROM jobs.procrastinate_jobs WHERE task_name = 'fire_timer' RETURNING 1")
        )
        lost = len(gone.all())
        assert queue.defer_lost_timers(session, now=before, clock_offset=MINUTE) == lost
        assert queue.defer_lost_timers(session, now=before, clock_offset=MINUTE) == 0
        (first,) = session.execute(text("SELECT min(scheduled_at) FROM jobs.procrastinate_jobs"))
    due = year.after("self_score") - timedelta(microseconds=1)
    assert first == (due - MINUTE,)


def test_a_job_whose_worker_is_dead_is_no_living_job(begin: Begin) -> None:
    year = opened(begin)
    due = year.after("self_score")
    with begin() as session:
        session.execute(
            text("""
            WITH w AS (INSERT INTO jobs.procrastinate_workers(last_heartbeat)
              VALUES (now() - interval '31 s') RETURNING id)
            UPDATE jobs.procrastinate_jobs SET status = 'doing', worker_id = w.id FROM w
            WHERE task_name = 'fire_timer'
            """)
        )
        session.execute(text("UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL"))
    with begin() as session:
        assert queue.defer_due_timers(session, now=due) == 0
        assert queue.bury(session, lease=LEASE) == 1
        assert queue.defer_due_timers(session, now=due) == 1


def due_at_once(begin: Begin) -> None:
    with begin() as session:
        session.execute(text("UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL"))


def test_a_worker_never_fires_before_the_day_in_viet_nam_is_over(
    database: Database, begin: Begin
) -> None:
    year = opened(begin)
    set_clock(database, year.after("self_score") - timedelta(hours=1))
    due_at_once(begin)
    with workers(database, 1):
        eventually(lambda: None not in dict(jobs(begin)).values())
        assert _armed(begin) == 1, "the job was done, and found that it is too early"
        set_clock(database, year.after("self_score"))
        eventually(lambda: _armed(begin) == 0)
    assert count(begin, "SELECT count(*) FROM event WHERE kind = 'deadline.passed'") == 1


@pytest.mark.slow
def test_two_workers_killed_at_random_fire_each_of_200_timers_once(
    database: Database, begin: Begin
) -> None:
    now = many_due(begin)
    set_clock(database, now)
    due_at_once(begin)
    dice = random.Random(14)  # noqa: S311 - a test's dice
    with workers(database, 2) as pool:
        eventually(lambda: _armed(begin) < MANY)
        for _ in range(6):
            time.sleep(dice.uniform(0.05, 0.4))
            pool.kill(dice.choice(pool.running))
            pool.start()
        eventually(lambda: _armed(begin) == 0)
        eventually(partial(sent_as_time_goes_by, database, begin))
    fired = "SELECT count(*) FROM event WHERE kind = 'deadline.passed'"
    assert count(begin, fired) == MANY
    assert count(begin, fired.replace("count(*)", "count(DISTINCT stream)")) == MANY
    assert count(begin, "SELECT count(*) FROM task WHERE element = 'late'") == MANY
    with begin() as session:
        now = real_now() + clock_offset(session)
        assert timers.due(session, now=now, most=1) == []
        assert check(session, now=now) == []


def sent_as_time_goes_by(database: Database, begin: Begin) -> bool:
    """Tell whether all mail has left, a minute a second later: a killed worker held some of it."""
    time.sleep(1)
    with begin() as session:
        later = real_now() + clock_offset(session) + timedelta(minutes=1)
    set_clock(database, later)
    return count(begin, UNSENT) == 0


def many_due(begin: Begin) -> datetime:
    """Open many cases that wait for a deadline; answer an hour after it."""
    year = opened(begin)
    for _ in range(MANY - 1):
        rehearse(begin)
    return year.after("self_score") + timedelta(hours=1)


def _armed(begin: Begin) -> int:
    return count(begin, "SELECT count(*) FROM timer WHERE state = 'armed'")
