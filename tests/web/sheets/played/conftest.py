"""A demonstration whose tables are downloaded, one for each module."""

import pytest

from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.played import Played


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def year(module_database: Database) -> Played:
    return Played.of(module_database)
