"""Kill the job worker before its n-th statement or commit, for every n, until it has fired a timer.

Run as a process of its own, which has one thread and may fork: `python -m
tests.faults.harness.killed_worker URL NOW`; at NOW the timer's time has come. Every invariant holds
after each death. Prints how often it was killed.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from server import processes
from server.actions.transaction import transactions
from server.config import Settings
from server.jobs.chores import Rhythm
from server.jobs.queue_loop import QueuePace
from server.jobs.worker import Pace, run
from server.store import engine_for
from server.store.database import sessions
from tests.faults.harness.killing import Countdown
from tests.jobs.test_timers import count as counted
from tests.worlds.worker import checked

PACE = Pace(
    chores=Rhythm(look_seconds=0.2, sweep_every=timedelta(seconds=1)),
    queue=QueuePace(poll_seconds=0.1, lease=timedelta(seconds=1), again_seconds=0.2),
)
ARMED = "SELECT count(*) FROM timer WHERE state = 'armed'"
QUIET = 2.0
"""Seconds a worker lives on after the last timer before it counts as through."""


def main(url: str, now: datetime) -> None:
    begin = transactions(url)
    for killed in count():
        died = dies(url, killed + 1)
        with begin() as session:
            found = checked(session, now=now)
        if found:
            sys.exit(f"{killed + 1}: {found}")
        if not died:
            print(killed)  # noqa: T201 - what the test reads
            return


def dies(url: str, point: int) -> bool:
    """Work with death at a point; tell whether it came. Else nothing is left to do, and it ends."""
    engine_for(url).dispose()  # a connection must not be carried over a fork
    child = os.fork()
    if child == 0:
        work(url, point)
    died = ends(child, lambda: counted(transactions(url), ARMED) == 0)
    engine_for(url).dispose()
    return died


def ends(child: int, idle: Callable[[], bool]) -> bool:
    """Wait until a worker has killed itself, or has been without work for long: it is stopped."""
    quiet = None
    while quiet is None or time.monotonic() < quiet + QUIET:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            assert os.WIFSIGNALED(status), "the worker ended by itself"
            return True
        if quiet is None and idle():
            quiet = time.monotonic()
        time.sleep(0.05)
    os.kill(child, signal.SIGTERM)
    os.waitpid(child, 0)
    return False


def work(url: str, point: int) -> None:
    """Be a worker that is killed at a point."""
    try:
        engine_for.cache_clear()
        sessions.watch = Countdown(point)
        run(Settings(database_url=url), PACE)
    finally:
        os._exit(0)


if __name__ == "__main__":
    processes.compose()
    main(sys.argv[1], datetime.fromisoformat(sys.argv[2]))
