"""A demonstration whose history an auditor looks through."""

import pytest

from tests.worlds import states
from tests.worlds.databases import State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION
