"""What the database says that is no fault of the server's: try again, or send something else."""

import psycopg
from psycopg.errors import ReadOnlySqlTransaction
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    InternalError,
    OperationalError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolExhausted

from server.store.database.full_disk import DISK_FULL

BUSY: tuple[type[Exception], ...] = (OperationalError, PoolExhausted)
"""It is overloaded, restarting, takes no writes, or was waited for too long."""
STOPS: tuple[type[Exception], ...] = (*BUSY, ProgrammingError, InternalError)
"""What ends a command: also a table or right that is not there, or damage it cannot answer from."""
UNREADABLE: tuple[type[Exception], ...] = (DataError,)
"""It was sent what no column takes, like a text with NUL in it."""
_CAUSES = {
    "55P03": "lock timeout",
    "40P01": "deadlock",
    "40001": "serialization",
    "57014": "statement timeout",
    "25006": "only reads",
    "25P03": "idle transaction ended",
    "25P04": "long transaction ended",
    "53300": "too many connections",
    DISK_FULL: "disk full",
    "57P01": "server stopped",
    "57P02": "server crashed",
    "57P03": "server starting",
}
"""By SQLSTATE."""


def cause(error: Exception) -> str:
    """Name why the database was busy, for the log: plain words, and the SQLSTATE if there is one.

    No text of the server's is repeated: it may name rows.
    """
    if isinstance(error, PoolExhausted):
        return "pool exhausted"
    said = error.orig if isinstance(error, DBAPIError) else error
    state = said.sqlstate if isinstance(said, psycopg.Error) else None
    if state is None:
        return "no connection"
    return f"{_CAUSES.get(state, 'database')} ({state})"


def cause_within(error: Exception) -> str:
    """Name why the database was busy where an error was raised from that; empty where it was not.

    The queue's library hands on the driver's own errors.
    """
    found: BaseException | None = error
    while isinstance(found, Exception):
        if isinstance(found, (*BUSY, psycopg.OperationalError, ReadOnlySqlTransaction)):
            return cause(found)
        found = found.__cause__
    return ""
