"""Connections that count their statements, and sessions that may be forbidden to write.

SQLAlchemy's own events are blind to what runs on the raw connection (jobs deferred by the queue),
so the counting sits in the driver's cursor.
"""

import select
import threading
from collections.abc import Callable
from functools import cache

import psycopg
from psycopg import _queries, errors
from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from server.store.database.addresses import libpq_url
from server.store.database.direct import DirectSession

PATIENCE = "15s"
"""How long a request waits for another one's lock before it is told to try again."""
IDLE = "30s"
"""How long a transaction may pause between two statements: a process that is stopped amid one holds
its case up no longer, and its write is refused when it wakes."""
PLANS = "-c jit=off -c random_page_cost=1.1"
"""The same plans on whichever server. Every query goes by an index and reads few rows: compiling it
costs more than it saves, and a disk today reads a page here as fast as a page there."""
NETWORK = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""Seconds, and milliseconds for the last: after which silence a server far away counts as gone."""
GONE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
"""The same at the server's end, so that nobody who is gone keeps one of its connections."""
ANSWER = 60.0
"""Seconds a web request or a job waits for one statement's answer. A server that hangs still takes
what it is sent, and the network's silence above would never show it."""


LONGEST_KEPT = 16_384
"""Bytes of a statement that is parsed once in a process's life: a step's, a task's and a list's are
longer than psycopg keeps, which would parse them anew each time."""
_queries.MAX_CACHED_STATEMENT_LENGTH = LONGEST_KEPT


_NEW = "new"
"""Marks a connection of the pool that nobody has used yet."""
_CLOSED_AT_ONCE = "the server closed a new connection"
_ENDED = (errors.IdleInTransactionSessionTimeout, errors.TransactionTimeout)


def _to_try_again(error: psycopg.Error) -> psycopg.OperationalError:
    again = psycopg.OperationalError(*error.args)
    again.sqlstate = error.sqlstate
    return again


class Patience:
    """How long this process waits for an answer, in seconds; None: as a person at a terminal."""

    answer: float | None = None


patience = Patience()


class Statements(threading.local):
    """How many statements and commits this thread has sent; BEGIN and COMMIT are no statements."""

    count: int = 0
    commits: int = 0

    def reset(self) -> None:
        """Start counting from zero."""
        self.count = self.commits = 0


statements = Statements()
watch: Callable[[], object] = int
"""Called before each statement and around each commit: does nothing, but in the fault tests, which
put a process's death here."""


class CountingCursor(psycopg.Cursor[object]):
    """A cursor that counts what it sends."""

    def execute(self, *args, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN003, ANN201
        statements.count += 1
        watch()
        try:
            return super().execute(*args, **kwargs)
        except psycopg.Error as error:
            _keep_first_line(error)
            raise

    def executemany(self, query, params_seq, **kwargs):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN003, ANN201
        rows = list(params_seq)
        statements.count += len(rows)
        watch()
        try:
            return super().executemany(query, rows, **kwargs)
        except psycopg.Error as error:
            _keep_first_line(error)
            raise


def _keep_first_line(error: psycopg.Error) -> None:
    """Leave out the server's DETAIL: a refused row stands in it, and tracebacks go to logs."""
    error.args = (str(error).partition("\n")[0], *error.args[1:])


class CountingConnection(psycopg.Connection[object]):
    """A connection that counts its commits, and waits for no answer longer than may be.

    `afterwards` is what is done once the transaction under way is committed, and never otherwise.
    """

    afterwards: tuple[Callable[[], object], ...] = ()

    def wait(self, gen, interval=0.1, timeout=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
        """Wait for an answer; a connection that gave none is closed. Raises OperationalError.

        The driver calls it an internal error that the server ended a transaction which paused too
        long, or takes no writes any more, as a standby; like any other time that was up it is one
        to try again after. A write where we said ourselves that nothing is written stays a mistake.
        """
        try:
            return super().wait(gen, interval, timeout or patience.answer)
        except _ENDED as ended:
            raise _to_try_again(ended) from ended
        except errors.ReadOnlySqlTransaction as refused:
            if self.read_only:
                raise
            raise _to_try_again(refused) from refused
        except psycopg.OperationalError as lost:
            if lost.sqlstate is None:  # not the server's word, so nobody knows where it stands
                self.pgconn.finish()
            raise

    def commit(self) -> None:
        """Commit, and count it."""
        statements.commits += 1
        watch()
        super().commit()
        watch()
        done, self.afterwards = self.afterwards, ()
        for each in done:
            each()

    def rollback(self) -> None:
        """Roll back, and forget what was to be done afterwards."""
        self.afterwards = ()
        super().rollback()


@cache
def engine_for(url: str) -> Engine:
    """Answer the process's connection pool for a database; it must not be carried over a fork.

    Kept for good: a pool that fell out of a cache would drop its connections without closing them.
    """
    limits = (
        f"-c lock_timeout={PATIENCE} -c idle_in_transaction_session_timeout={IDLE} {GONE} {PLANS}"
    )
    conninfo = libpq_url(url)

    def connect() -> CountingConnection:
        return CountingConnection.connect(
            make_conninfo(conninfo, options=limits, **NETWORK),
            cursor_factory=CountingCursor,
        )

    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        pool_size=8,
        max_overflow=16,
        pool_timeout=10,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _mark_new)
    event.listen(engine, "checkout", _refuse_dead)
    return engine


def once_committed(connection: Connection, then: Callable[[], object]) -> None:
    """Do something once the transaction under way is committed, and never where it is not."""
    driver = connection.connection.driver_connection
    if isinstance(driver, CountingConnection):
        driver.afterwards = (*driver.afterwards, then)
    else:
        then()


def open_session(engine: Engine, *, read_only: bool = False) -> Session:
    """Open a session; PostgreSQL itself refuses every write of a read-only one."""
    bind = engine.execution_options(postgresql_readonly=True) if read_only else engine
    return DirectSession(bind=bind, expire_on_commit=False)


def open_snapshot(engine: Engine) -> Session:
    """Open a session that sees the database at one instant, however long it reads; writes nothing.

    It may pause as long as it computes between two statements.
    """
    bind = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    session = DirectSession(bind=bind, expire_on_commit=False)
    session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
    return session


def _mark_new(_: CountingConnection, record: ConnectionPoolEntry) -> None:
    record.info[_NEW] = True


def _refuse_dead(
    connection: CountingConnection, record: ConnectionPoolEntry, _: PoolProxiedConnection
) -> None:
    """Notice a connection the server has closed, without asking the server: no extra round trip.

    A pooled one is replaced; raises OperationalError for a new one, whose server is restarting.
    """
    is_new = record.info.pop(_NEW, False)
    if connection.closed or select.select([connection.pgconn.socket], [], [], 0)[0]:
        raise psycopg.OperationalError(_CLOSED_AT_ONCE) if is_new else DisconnectionError
