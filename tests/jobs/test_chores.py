"""The chores as shipped: due work is found within a minute; each is done by one worker."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import text

from server.actions.transaction import Begin
from server.config import ROOT
from server.domain.chores import Chore, turn
from server.jobs.chores import do_if_due, keep_up
from server.store.jobs import chores
from tests.conftest import Database
from tests.jobs.test_timers import count, opened, set_clock
from tests.jobs.working import eventually

SHIPPED = """
from server.config import Settings
from server.jobs.worker import run
run(Settings(database_url={url!r}))
"""


@pytest.fixture
def shipped(database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker with nothing changed; stop it after."""
    worker = subprocess.Popen(
        [sys.executable, "-c", SHIPPED.format(url=database.url)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    yield worker
    worker.terminate()
    assert worker.wait(30) == 0


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


@pytest.mark.slow
def test_the_shipped_worker_does_what_a_dead_one_left_within_a_minute_at_any_minute(
    database: Database, begin: Begin, shipped: subprocess.Popen[bytes]
) -> None:
    eventually(lambda: count(begin, "SELECT count(*) FROM chore WHERE name = 'sweep'") == 1)
    year = opened(begin)
    with begin() as session:
        session.execute(text(LOST))
        session.execute(text(OF_AN_OLDER_RELEASE))
    set_clock(database, year.after("self_score") + timedelta(seconds=1))
    began = time.monotonic()
    eventually(lambda: count(begin, ARMED) == 0, seconds=75)
    took = time.monotonic() - began
    assert took <= 60, took
    assert shipped.poll() is None
    assert (
        count(begin, "SELECT count(*) FROM jobs.procrastinate_jobs WHERE task_name = 'sweep'") == 0
    )
    assert count(begin, "SELECT count(*) FROM chore WHERE done_at IS NOT NULL AND error = ''") == 2


def test_however_many_workers_each_chore_is_begun_once(begin: Begin) -> None:
    done: list[Chore] = []
    over = threading.Event()
    todo = {chore: [partial(done.append, chore)] for chore in Chore}
    threads = [threading.Thread(target=keep_up, args=(begin, todo, over)) for _ in range(8)]
    for thread in threads:
        thread.start()
    eventually(lambda: len(done) == 2)
    time.sleep(0.3)
    over.set()
    for thread in threads:
        thread.join()
    assert sorted(done) == sorted(Chore)


def broken() -> None:
    raise ZeroDivisionError


def test_a_chore_that_fails_says_so_in_its_row_and_is_tried_again(begin: Begin) -> None:
    worked: list[int] = []
    do_if_due(begin, Chore.KEEP_HOUSE, [broken, lambda: worked.append(1)])
    with begin() as session:
        (row,) = chores.rows(session)
        assert (row.name, row.done_at, row.error) == ("keep_house", None, "ZeroDivisionError")
        now = chores.real_now(session)
        again = turn(Chore.KEEP_HOUSE, now + timedelta(minutes=11))
        assert chores.begin(session, Chore.KEEP_HOUSE, again, now=now)
    assert worked == [1]


def test_who_has_begun_the_night_and_died_is_followed_by_another(begin: Begin) -> None:
    with begin() as session:
        now = chores.real_now(session)
        for later, begun in ((0, True), (1, False), (9, False), (11, True)):
            at = now + timedelta(minutes=later)
            turned = turn(Chore.KEEP_HOUSE, at)
            assert chores.begin(session, Chore.KEEP_HOUSE, turned, now=at) is begun
