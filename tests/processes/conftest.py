"""Bloc-years ready to begin, as `tests/actions` has them."""

import pytest

from server.store import engine_for
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.province import World


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.BLOCS_LOADED


@pytest.fixture
def elsewhere(database: Database) -> str:
    """Answer the post of an auditor of another province, who signs in as others do."""
    world = World(engine_for(database.url))
    unit = world.unit("noi-khac", "Nơi khác", province="ha-giang")
    post = world.post(unit, "auditor", held=False)
    world.person("noi-khac.auditor", post)
    return post
