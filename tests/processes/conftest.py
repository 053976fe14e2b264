"""Bloc-years ready to begin, as `tests/actions` has them."""

import pytest

from tests.worlds import states
from tests.worlds.databases import State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.BLOCS_LOADED
