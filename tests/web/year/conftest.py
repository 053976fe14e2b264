"""Pages of a year whose evaluation waits for the self-scores: made once a module, cloned a test."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import Engine

from server.embedded import Cluster
from tests.conftest import Database
from tests.web.year_end import YearEnd, cloned, prepared


@pytest.fixture(scope="module")
def ready(cluster: Cluster) -> Iterator[str]:
    with prepared(cluster) as name:
        yield name


@pytest.fixture
def fresh_database(cluster: Cluster, ready: str) -> Iterator[Database]:
    with cloned(cluster, ready) as made:
        yield made


@pytest.fixture
def year(fresh_engine: Engine, app: Flask) -> YearEnd:
    return YearEnd(fresh_engine, app)
