"""Bloc-years ready to begin; `tests/worlds` has the fixtures."""

import pytest

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year import Year


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.BLOCS_LOADED


@pytest.fixture
def scoring(year: Year) -> Year:
    """Answer a year whose evaluation has just been opened: every unit scores."""
    year.open("evaluation")
    return year
