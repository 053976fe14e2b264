"""The chores as shipped: due work is found within a minute; each is done by one worker."""

import subprocess
import threading
from collections import Counter
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from server.actions.transaction import Begin
from server.domain.chores import NIGHT_AGAIN, Chore, last_night, turn
from server.jobs.chores import Rhythm, do_if_due, keep_up
from server.store import Session
from server.store.jobs import chores
from tests.jobs.test_timers import count, opened
from tests.waiting import eventually
from tests.worlds.clocks import set_clock
from tests.worlds.databases import Database

ARMED = "SELECT count(*) FROM timer WHERE state = 'armed'"
LOST = """
WITH w AS (INSERT INTO jobs.procrastinate_workers(last_heartbeat) VALUES (now()) RETURNING id)
UPDATE jobs.procrastinate_jobs SET status = 'doing', worker_id = w.id, scheduled_at = NULL FROM w
WHERE task_name = 'fire_timer'
"""
OF_AN_OLDER_RELEASE = """
INSERT INTO jobs.procrastinate_jobs(queue_name, task_name, status, args)
VALUES ('default', 'sweep', 'todo', '{"timestamp": 0}')
"""
OLD_SWEEPS = "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = 'sweep'"
DONE = """
SELECT count(*) FROM chore
WHERE name IN ('sweep', 'keep_house') AND done_at IS NOT NULL AND error = ''
"""
"""A chore is done in a transaction after those of its parts, so nothing a part did tells it."""


@pytest.mark.slow
def test_the_shipped_worker_does_what_a_dead_one_left_at_any_minute(
    database: Database, begin: Begin, shipped: subprocess.Popen[bytes]
) -> None:
    eventually(lambda: count(begin, "SELECT count(*) FROM chore WHERE name = 'sweep'") == 1)
    year = opened(begin)
    with begin() as session:
        session.execute(text(LOST))
        session.execute(text(OF_AN_OLDER_RELEASE))
    set_clock(database, year.after("self_score") + timedelta(seconds=1))
    eventually(lambda: count(begin, ARMED) == 0)
    eventually(lambda: count(begin, OLD_SWEEPS) == 0)
    eventually(lambda: count(begin, DONE) == 2)
    assert shipped.poll() is None


def test_however_many_workers_each_chore_is_begun_once(begin: Begin) -> None:
    looked: Counter[int] = Counter()
    done: list[Chore] = []
    todo = {chore: [partial(done.append, chore)] for chore in Chore}
    seldom = Rhythm(look_seconds=0.01, sweep_every=timedelta(days=1))

    def looking() -> AbstractContextManager[Session]:
        looked[threading.get_ident()] += 1
        return begin()

    over = threading.Event()
    nights = {tonight(begin)}
    args = (looking, todo, over, seldom)
    threads = [threading.Thread(target=keep_up, args=args) for _ in range(8)]
    for thread in threads:
        thread.start()
    eventually(lambda: len(looked) == 8 and min(looked.values()) > 3 * len(Chore))
    over.set()
    for thread in threads:
        thread.join()
    nights.add(tonight(begin))
    assert Counter(done) == {Chore.SWEEP: 1, Chore.KEEP_HOUSE: len(nights)}


def tonight(begin: Begin) -> datetime:
    """Answer which night's work it is: one more where a night begins amid the test."""
    with begin() as session:
        return last_night(chores.real_now(session))


def broken() -> None:
    raise ZeroDivisionError


def test_a_chore_that_fails_says_so_in_its_row_and_is_tried_again(begin: Begin) -> None:
    worked: list[int] = []
    do_if_due(begin, Chore.KEEP_HOUSE, [broken, lambda: worked.append(1)])
    with begin() as session:
        (row,) = chores.rows(session)
        assert (row.name, row.done_at, row.error) == ("keep_house", None, "ZeroDivisionError")
        again = turn(Chore.KEEP_HOUSE, row.begun_at + NIGHT_AGAIN)
        assert chores.begin(session, Chore.KEEP_HOUSE, again, now=row.begun_at)
    assert worked == [1]


def test_who_has_begun_the_night_and_died_is_followed_by_another(begin: Begin) -> None:
    now = datetime(2024, 12, 9, 20, 0, tzinfo=UTC)
    with begin() as session:
        for later, begun in ((0, True), (1, False), (9, False), (11, True)):
            at = now + timedelta(minutes=later)
            turned = turn(Chore.KEEP_HOUSE, at)
            assert chores.begin(session, Chore.KEEP_HOUSE, turned, now=at) is begun
