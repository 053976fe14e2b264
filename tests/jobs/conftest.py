"""The plan's year in a database that commits, for tests with workers."""

import pytest

from server.actions.transaction import Begin, transactions
from tests.worlds import states
from tests.worlds.databases import Database, State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)
