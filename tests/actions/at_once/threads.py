"""Several people in the same instant: threads, connections and commits are real."""

import threading
from collections import Counter
from collections.abc import Callable

from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.cases import cases
from tests.waiting import PATIENCE, eventually
from tests.worlds.year import Year

Act = Callable[[Session], object]
DONE = "done"


def at_once(work: Callable[[int], object], number: int) -> Counter[str]:
    """Do a thing in many threads that start together; count what came of it by name."""
    came: Counter[str] = Counter()
    start, lock = threading.Barrier(number), threading.Lock()

    def run(place: int) -> None:
        start.wait()
        try:
            name = str(work(place))
        except Exception as error:  # noqa: BLE001 - what came of it is the answer
            name = type(error).__name__
        with lock:
            came[name] += 1

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def nothing(_: Session) -> None:
    """Let the other go on at once."""


def crossed(year: Year, *, first: Act, meanwhile: Act, then: Act = nothing) -> str:
    """Hold what `first` locks until `meanwhile` waits for it, do `then`; say what came of it."""
    came: list[str] = []

    def run() -> None:
        try:
            with year.begin() as session:
                meanwhile(session)
            came.append(DONE)
        except Exception as error:  # noqa: BLE001 - what came of it is the answer
            came.append(type(getattr(error, "orig", None) or error).__name__)

    waiting = threading.Thread(target=run)
    with year.begin() as session:
        first(session)
        waiting.start()
        wait_for_a_lock(year)
        then(session)
    waiting.join(PATIENCE)
    return came[0]


def waited(year: Year, act: Act, loses: Callable[[], None]) -> str:
    """Let an act wait for its case, take something from who acts; say what came of the act."""
    return crossed(
        year,
        first=lambda session: cases.lock(session, year.case_id),
        meanwhile=act,
        then=lambda _: loses(),
    )


def wait_for_a_lock(year: Year) -> None:
    """Wait until some transaction of this database waits for another."""
    waiting = """SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'"""

    def waits() -> object:
        with year.begin() as session:
            return session.execute(text(waiting)).scalar_one()

    eventually(waits, lambda: "nobody waited for the lock")
