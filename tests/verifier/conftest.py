"""One played year in a log, exported once for each module."""

import pytest

from tests.verifier.logged import Logged, logged
from tests.worlds import states
from tests.worlds.databases import Database, State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.fixture(scope="module")
def history(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Logged:
    return logged(module_database, tmp_path_factory.mktemp("keys") / "log")
