"""A bloc-year ready to begin: in one transaction that is undone, or in a database that commits."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check
from server.actions.transaction import transactions
from server.embedded import Cluster
from server.store import engine_for
from tests.actions.databases import cloned, with_bloc_years
from tests.actions.year import SECOND, Year, savepoints
from tests.conftest import Database
from tests.domain import bloc_years


@pytest.fixture(scope="session")
def loaded(cluster: Cluster) -> Iterator[Database]:
    """Answer a database with the definitions, the plan and the second bloc; nobody stays in it."""
    with with_bloc_years(cluster, bloc_years.PLAN, bloc_years.SECOND) as made:
        yield made


@pytest.fixture(scope="session")
def loaded_engine(cluster: Cluster, loaded: Database) -> Iterator[Engine]:
    """Connect to a copy that nobody commits to."""
    with cloned(cluster, template=loaded.name) as made:
        engine = create_engine(made.url)
        yield engine
        engine.dispose()


@pytest.fixture
def session(loaded_engine: Engine) -> Iterator[Session]:
    """Open a session on the loaded copy; everything is undone after the test."""
    with loaded_engine.connect() as connection:
        undone = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            yield opened
        undone.rollback()


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
        found = check(session, now=year.now)
        assert [breach for breach in found if breach.promise.startswith(("P3", "P6"))] == []


@pytest.fixture
def committed_database(cluster: Cluster, loaded: Database) -> Iterator[Database]:
    """Answer a copy for one test that commits; dropped after it."""
    with cloned(cluster, template=loaded.name) as made:
        yield made
        engine_for(made.url).dispose()


@pytest.fixture
def committed(committed_database: Database) -> Year:
    """Answer the plan's year in a database where every act commits."""
    return Year(begin=transactions(committed_database.url))
