"""Databases of a test's own: cloned from another one of the run, dropped after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from server.embedded import (
    Cluster,
    drop_database,
    make_database,
)
from tests.actions.year import install
from tests.conftest import TEMPLATE, Database


@contextmanager
def cloned(cluster: Cluster, template: str = TEMPLATE) -> Iterator[Database]:
    """Clone a database nobody is connected to."""
    name = f"test_{uuid4().hex[:12]}"
    make_database(cluster.conninfo(), name, template=template)
    try:
        yield Database(name, cluster.application_url(name), cluster.owner_url(name))
    finally:
        drop_database(cluster.conninfo(), name)


@contextmanager
def with_bloc_years(cluster: Cluster, *sources: str) -> Iterator[Database]:
    """Make a database with the product's definitions and these bloc-years; nobody stays in it."""
    with cloned(cluster) as made:
        engine = create_engine(made.url, poolclass=NullPool)
        with Session(engine) as session:
            install(session, *sources)
            session.commit()
        engine.dispose()
        yield made
