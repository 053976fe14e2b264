"""One website for all tests of a module, and one unit's score sheet to write in."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website, website
from tests.worlds.databases import Database


@pytest.fixture(scope="module")
def served(module_database: Database) -> Iterator[tuple[Website, str]]:
    """Serve one website to all tests of this module; answer it and one unit's task."""
    with website(module_database) as site:
        yield site, opened(site)[1]


@pytest.fixture
def site(served: tuple[Website, str]) -> Website:
    with served[0].begin() as session:
        session.execute(text("DELETE FROM draft"))
    return served[0]


@pytest.fixture
def task(served: tuple[Website, str], office: Office) -> str:
    """Open the score sheet as its officer; return its address."""
    office.sit(f"{UNIT}/officer")
    office.go(f"/tasks/{served[1]}")
    return f"/tasks/{served[1]}"
