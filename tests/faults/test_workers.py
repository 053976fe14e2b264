"""F14, F15, F16, F23: timers and mail, with workers that are killed, stopped, and clocks moved."""

import os
import random
import signal
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from server.actions.cases import open_case
from server.actions.steps import fire_timer
from tests.faults.conftest import Say
from tests.jobs.post_office import PostOffice
from tests.jobs.test_timers import count
from tests.jobs.working import workers
from tests.waiting import eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database
from tests.worlds.worker import by_hand, list_anew, sound
from tests.worlds.year import BEGINS, LEADER, PLAN, Year

MANY = 2000
BATCH = 50
"""Cases opened in one transaction."""
MOST_KILLS = 60
FIRED = "SELECT count(*) FROM event WHERE kind = 'deadline.passed'"
STREAMS = "SELECT count(DISTINCT stream) FROM event WHERE kind = 'deadline.passed'"
ARMED = "SELECT count(*) FROM timer WHERE state = 'armed'"


def due_now(database: Database, year: Year, number: int) -> None:
    """Open so many cases, and let the deadline of all have passed."""
    year.open("evaluation")
    leader = year.holder(f"{LEADER}/head")
    for begin in range(1, number, BATCH):
        with year.begin() as session:
            for _ in range(begin, min(begin + BATCH, number)):
                open_case.open_case(
                    session,
                    bloc_year_id=PLAN,
                    kind="evaluation",
                    actor=leader,
                    now=BEGINS,
                    simulated=True,
                )
    year.now = year.after("self_score") + timedelta(seconds=1)
    set_clock(database, year.now)
    with year.begin() as session:
        session.execute(text("UPDATE jobs.procrastinate_jobs SET scheduled_at = NULL"))


@pytest.mark.faults
@pytest.mark.fault("F14", f"4 workers killed at random over {MANY} timers")
def test_each_timer_fires_once_whoever_dies(database: Database, year: Year, say: Say) -> None:
    due_now(database, year, MANY)
    dice = random.Random(14)  # noqa: S311 - a test's dice
    kills = 0
    with workers(database, 4) as pool:
        eventually(lambda: count(year.begin, ARMED) < MANY)
        while count(year.begin, ARMED) > 0 and kills < MOST_KILLS:
            time.sleep(dice.uniform(0.1, 1.5))
            pool.kill(dice.choice(pool.running))
            pool.start()
            kills += 1
        eventually(lambda: count(year.begin, ARMED) == 0)
    assert count(year.begin, FIRED) == MANY
    assert count(year.begin, STREAMS) == MANY
    say(f"{kills} kills, {MANY} effects")
    assert sound(year)


@pytest.mark.fault("F15", "clock at the deadline, 1 h and 3 d before and after it")
def test_a_clock_that_is_wrong_fires_nothing_early_and_nothing_twice(year: Year) -> None:
    year.open("evaluation")
    due = year.after("self_score")
    assert due.astimezone(UTC).hour == 17, "the day ends in Asia/Ho_Chi_Minh"
    with year.begin() as session:
        (timer,) = fire_timer.due(session, now=due)
    fired = []
    for off in (-72, -1, -0.001, 0, 72, -1, -72, 1):
        with year.begin() as session:
            fired.append(fire_timer.fire(session, timer, now=due + timedelta(hours=off)))
    assert fired == [False, False, False, True, False, False, False, False]
    year.now = due
    year.play()
    assert sound(year)


@pytest.mark.fault("F15", "the year's end: 31 December in Viet Nam is not over at 16:59 UTC")
def test_the_years_end_is_the_one_in_viet_nam(year: Year) -> None:
    year.open("evaluation")
    midnight = datetime(2024, 12, 31, 17, 0, tzinfo=UTC)
    with year.begin() as session:
        by_hand(session, now=year.now)
        session.execute(text("UPDATE timer SET due = :due"), {"due": midnight})
    assert year.fire_due(midnight - timedelta(seconds=1)) == []
    assert year.fire_due(midnight) == [True]
    assert sound(year)


@pytest.mark.faults
@pytest.mark.fault("F16", "workers stopped past their lease, then woken")
def test_a_worker_that_slept_past_its_lease_does_nothing_twice(
    database: Database, year: Year, say: Say
) -> None:
    due_now(database, year, 60)
    dice = random.Random(16)  # noqa: S311 - a test's dice
    with workers(database, 3) as pool:
        eventually(lambda: count(year.begin, ARMED) < 60)
        for _ in range(4):
            time.sleep(dice.uniform(0.05, 0.3))
            sleeper = dice.choice(pool.running)
            os.kill(sleeper.pid, signal.SIGSTOP)
            time.sleep(2.5)
            os.kill(sleeper.pid, signal.SIGCONT)
        eventually(lambda: count(year.begin, ARMED) == 0)
    assert count(year.begin, FIRED) == 60
    say("4 workers stopped for 2.5 s, lease 2 s, 60 effects")
    assert sound(year)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    made = PostOffice().open()
    yield made
    made.close()


@pytest.mark.faults
@pytest.mark.fault("F23", "mail server busy, then back; a worker killed meanwhile")
def test_acts_go_on_and_mail_leaves_once_and_in_order(  # noqa: PLR0915 - one story
    database: Database, year: Year, office: PostOffice, say: Say
) -> None:
    set_clock(database, BEGINS)
    office.manner = "busy"
    year.open("evaluation")
    with year.begin() as session:
        session.execute(text("UPDATE person SET email = login || '@example.invalid'"))
        list_anew(session)
        by_hand(session, now=year.now)
    with workers(database, 2, smtp=office.url) as pool:
        year.play("appraise")
        year.fire_due(year.after("self_score"))
        pool.kill(pool.running[0])
        office.manner = "honest"
        pool.start()
        set_clock(database, year.now + timedelta(days=1))
        with year.begin() as session:
            session.execute(text("UPDATE mail SET next_at = created_at, leased_until = NULL"))
        waiting = "SELECT count(*) FROM mail WHERE state IN ('waiting', 'handed')"
        eventually(lambda: count(year.begin, waiting) == 0)
    sent = count(year.begin, "SELECT count(*) FROM mail WHERE state = 'sent'")
    unsure = count(year.begin, "SELECT count(*) FROM mail WHERE state = 'unsure'")
    assert sent > 0
    assert len(office.taken) == len(set(office.taken))
    assert sent <= len(office.taken) <= sent + unsure
    say(f"{sent} letters left once, {unsure} unsure")
    assert sound(year)
