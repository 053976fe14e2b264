"""Bloc-years in a database that commits, for tests with workers."""

from collections.abc import Iterator

import pytest

from server.actions.transaction import Begin, transactions
from server.embedded import Cluster
from server.store import engine_for
from tests.actions.databases import cloned, with_bloc_years
from tests.conftest import Database
from tests.domain import bloc_years


@pytest.fixture(scope="session")
def loaded(cluster: Cluster) -> Iterator[Database]:
    """Answer a database with the definitions and the plan; nobody stays in it."""
    with with_bloc_years(cluster, bloc_years.PLAN) as made:
        yield made


@pytest.fixture
def database(cluster: Cluster, loaded: Database) -> Iterator[Database]:
    """Answer a copy for one test; dropped after it."""
    with cloned(cluster, template=loaded.name) as made:
        yield made
        engine_for(made.url).dispose()


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)
