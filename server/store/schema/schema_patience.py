"""A change of the schema waits a second for a lock, no longer: whoever comes after it waits too.

It is tried again until it gets its locks, and given up after a bounded time, naming whom it waited
for. Nothing of a try that got no lock stays.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy.exc import DBAPIError

from server.store.database.addresses import libpq_url
from server.store.jobs.queue import JOBS
from server.store.schema.schema_refusal import NEXT, SchemaRefused

T = TypeVar("T")
LOCK_SECONDS = 1.0
PAUSE_SECONDS = 2.0
"""In which those who queued behind a try get their turn."""
GIVE_UP_SECONDS = 60.0
_HOLDERS = """
SELECT a.pid, a.usename, a.state, now() - a.xact_start, split_part(ltrim(a.query), ' ', 1)
FROM pg_stat_activity a
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND EXISTS (
  SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
  WHERE l.pid = a.pid AND l.granted AND l.locktype = 'relation'
    AND c.relnamespace IN (to_regnamespace('public'), to_regnamespace(%s)))
ORDER BY a.xact_start NULLS FIRST, a.pid LIMIT 3
"""


@dataclass(frozen=True, slots=True)
class TableHolder:
    """Who holds tables of the product; since when and with what is None to a role that may not."""

    pid: int
    role: str
    state: str | None
    since: timedelta | None
    kind: str | None

    def __str__(self) -> str:
        if self.since is None:
            return f"pid {self.pid} ({self.role})"
        seconds = round(self.since.total_seconds())
        return f"pid {self.pid} ({self.role}, {self.state}, {self.kind}, {seconds} s)"


def patiently(
    work: Callable[[], T],
    owner_url: str,
    *,
    report: Callable[[str], None],
    give_up_seconds: float = GIVE_UP_SECONDS,
) -> T:
    """Do a change that asks for its locks with LOCK_SECONDS of patience, until it gets them.

    Raises SchemaRefused, naming who holds the tables, and whatever else the work raises.
    """
    end = time.monotonic() + give_up_seconds
    while True:
        try:
            return work()
        except (DBAPIError, psycopg.Error) as error:
            if not _held_up(error):
                raise
            who = ", ".join(map(str, holders(owner_url))) or "?"
            if time.monotonic() > end:
                raise _refusal(who, give_up_seconds) from error
        report(f"Bảng đang bị giữ, sẽ thử lại / tables are held, trying again: {who}")
        time.sleep(PAUSE_SECONDS)


def holders(owner_url: str) -> list[TableHolder]:
    """List who holds tables of the product now, the longest first, at most three."""
    with psycopg.connect(libpq_url(owner_url)) as connection:
        rows = connection.execute(_HOLDERS, (JOBS,)).fetchall()
    return [TableHolder(*row) for row in rows]


def _held_up(error: Exception) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, LockNotAvailable | DeadlockDetected)


def _refusal(who: str, seconds: float) -> SchemaRefused:
    return SchemaRefused(
        f"Đã chờ {seconds:.0f} giây mà các bảng vẫn bị giữ / the tables are still held after that "
        f"many seconds: {who}. Chờ phiên đó xong, hoặc ngắt nó / wait for that session, or end it: "
        f"psql -c 'SELECT pg_terminate_backend(PID)'. {NEXT}"
    )
