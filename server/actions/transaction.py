"""One act, one transaction: for callers that are no web request (jobs, commands, simulations)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

from server.store import Engine, Session, engine_for, open_session, open_snapshot

Begin: TypeAlias = Callable[[], AbstractContextManager[Session]]


def transactions(database_url: str) -> Begin:
    """Return a function that opens a transaction, commits at its end and rolls back on errors."""
    engine = engine_for(database_url)
    return lambda: _transaction(engine)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Session]:
    with open_session(engine) as session:
        yield session
        session.commit()


def snapshots(database_url: str) -> Begin:
    """Return a function that opens a transaction to read all of a database as of one instant."""
    engine = engine_for(database_url)
    return lambda: open_snapshot(engine)
