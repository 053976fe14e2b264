"""How a test asks for its world; `tests/conftest.py` offers these to every room."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session

from server.actions.blocs import move_titles
from server.actions.transaction import transactions
from server.domain.people.actors import Actor
from server.embedded import Cluster
from server.store.database.direct import DirectSession
from tests.worlds.databases import QUICK, Database, Databases, State, home, started
from tests.worlds.history.soundness import changed_rows
from tests.worlds.holders import another_holder
from tests.worlds.states import EMPTY
from tests.worlds.year import ADMINISTRATOR, SECOND, Year, savepoints


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """Answer the run's PostgreSQL."""
    return started(home(), QUICK)


@pytest.fixture(scope="session")
def databases(cluster: Cluster) -> Iterator[Databases]:
    """Answer this worker's databases, by state."""
    made = Databases(cluster, home())
    yield made
    made.close()


@pytest.fixture(scope="session")
def starting_state() -> State:
    """Answer the state a test's database is in; a room or a file says its own."""
    return EMPTY


@pytest.fixture
def database(
    request: pytest.FixtureRequest, databases: Databases, starting_state: State
) -> Iterator[Database]:
    """Answer a database in the state; the test may commit, and its rows are put back after it.

    A test marked `own_database` gets a copy that goes with it, whatever was done to it.
    """
    if request.node.get_closest_marker("own_database"):
        with databases.cloned(starting_state) as made:
            yield made
        return
    working = databases.working(starting_state)
    working.begin(starting_state)
    yield working.database
    working.put_back()


@pytest.fixture
def at_a_terminal(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands work on `database`, as an operator's environment names it."""
    monkeypatch.setenv("DATABASE_URL", database.url)


@pytest.fixture
def engine(
    request: pytest.FixtureRequest, databases: Databases, starting_state: State, database: Database
) -> Iterator[Engine]:
    """Connect to `database` as the application's role."""
    if request.node.get_closest_marker("own_database"):
        made = create_engine(database.url, poolclass=NullPool)
        yield made
        made.dispose()
        return
    yield databases.working(starting_state).engine


@pytest.fixture
def session(databases: Databases, starting_state: State) -> Iterator[Session]:
    """Open a session of the application's role; whatever the test commits is undone after it."""
    with databases.working(starting_state).engine.connect() as connection:
        undone = connection.begin()
        with DirectSession(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            yield opened
        undone.rollback()


@pytest.fixture
def fresh_database(databases: Databases, starting_state: State) -> Iterator[Database]:
    """Answer a copy for one test that changes more than rows; it is dropped after it."""
    with databases.cloned(starting_state) as made:
        yield made


@pytest.fixture
def fresh_engine(fresh_database: Database) -> Iterator[Engine]:
    """Connect to `fresh_database` as the application's role, a connection per use."""
    made = create_engine(fresh_database.url, poolclass=NullPool)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def module_database(databases: Databases, starting_state: State) -> Iterator[Database]:
    """Answer a copy for the tests of one module, which share a server process on it."""
    with databases.cloned(starting_state) as made:
        yield made


@pytest.fixture
def tamper(cluster: Cluster, database: Database) -> Callable[[str], None]:
    """Do by one statement what no trigger lets anybody else do."""

    def by(statement: str) -> None:
        with psycopg.connect(cluster.conninfo(database=database.name)) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(sql.SQL(statement))

    return by


@pytest.fixture
def unsound() -> None:
    """Say of a test that it changes rows by hand: its year need not be sound after it."""


@pytest.fixture
def year(session: Session, request: pytest.FixtureRequest) -> Iterator[Year]:
    """Answer the plan's year, before its evaluation is opened; it is sound after the test."""
    yield from _sound(Year(begin=savepoints(session)), session, request)


@pytest.fixture
def second(session: Session, request: pytest.FixtureRequest) -> Iterator[Year]:
    """Answer the second bloc's year; it is sound after the test."""
    yield from _sound(Year(begin=savepoints(session), bloc_year_id=SECOND), session, request)


def _sound(year: Year, session: Session, request: pytest.FixtureRequest) -> Iterator[Year]:
    """Hold that whatever a test did, its rows are what their history comes to."""
    yield year
    if "unsound" not in request.fixturenames:
        move_titles.move(session, now=year.now)
        found = changed_rows(session, now=year.now)
        assert [breach for breach in found if breach.invariant.startswith(("P3", "P6"))] == []


@pytest.fixture
def admin(year: Year) -> Actor:
    """Answer who holds the administrators' post of the plan's year."""
    return year.holder(ADMINISTRATOR)


@pytest.fixture
def admins(admin: Actor, session: Session) -> tuple[Actor, Actor]:
    """Answer two persons in that post."""
    return admin, another_holder(session, admin, "Quản trị viên 2")


@pytest.fixture
def committed(database: Database) -> Year:
    """Answer the plan's year in a database where every act commits."""
    return Year(begin=transactions(database.url))
