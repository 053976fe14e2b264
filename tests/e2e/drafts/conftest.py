"""One website for all tests of a module, and one unit's score sheet to write in."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text

from server.embedded import (
    Cluster,
    drop_database,
    make_database,
)
from tests.conftest import TEMPLATE, Database
from tests.e2e.office import Office
from tests.e2e.test_remarks import UNIT, opened
from tests.e2e.website import Website, website


@pytest.fixture(scope="module")
def served(cluster: Cluster) -> Iterator[tuple[Website, str]]:
    """Serve one website to all tests of this module; answer it and one unit's task."""
    name = f"drafts_{uuid4().hex[:12]}"
    make_database(cluster.conninfo(), name, template=TEMPLATE)
    with website(Database(name, cluster.application_url(name), cluster.owner_url(name))) as site:
        yield site, opened(site)[1]
    drop_database(cluster.conninfo(), name)


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
