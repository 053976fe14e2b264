"""The plan's year in a database that commits, for tests with workers."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from server.actions.transaction import Begin, transactions
from server.config import ROOT
from tests.waiting import PATIENCE
from tests.worlds import states
from tests.worlds.databases import Database, State


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def begin(database: Database) -> Begin:
    return transactions(database.url)


SHIPPED = """
from server import processes
from server.config import Settings
from server.jobs.worker import run
processes.compose()
run(Settings(database_url={url!r}))
"""


@pytest.fixture
def shipped(database: Database) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker with nothing changed; stop it after."""
    worker = subprocess.Popen(
        [sys.executable, "-c", SHIPPED.format(url=database.url)],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    yield worker
    worker.terminate()
    assert worker.wait(PATIENCE) == 0
