"""A worker ends when it is told to, whatever became of its database, and only then."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from server.config import ROOT, Settings
from server.embedded import Cluster, drop_database
from server.store.database.addresses import libpq_url
from tests.jobs.working import CODE
from tests.waiting import eventually
from tests.worlds.databases import Database

SHIPPED = [sys.executable, "-P", "-m", "server.cli", "worker"]
SOON = 30
"""Seconds: what was under way may be finished, and on a busy machine that takes its time."""
FAILING = """
CREATE FUNCTION jobs.fails() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'no sign of life'; END $$;
CREATE TRIGGER fails BEFORE UPDATE ON jobs.procrastinate_workers
  EXECUTE FUNCTION jobs.fails()
"""
ALIVE = "SELECT max(last_heartbeat) > now() - interval '1 second' FROM jobs.procrastinate_workers"


@contextmanager
def worker(command: list[str], url: str, file: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let a worker work that writes what goes wrong to a file; it does not outlive the test."""
    settings = Settings(database_url=url).to_environment()
    with (
        file.open("wb") as said,
        subprocess.Popen(command, cwd=ROOT, env=os.environ | settings, stderr=said) as made,
    ):
        try:
            yield made
        finally:
            made.kill()


def asked(url: str, statement: str) -> object:
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        done = connection.execute(statement.encode())
        return done.fetchone() if done.description else None


@pytest.mark.parametrize(("told", "noticed"), [(signal.SIGTERM, False), (signal.SIGINT, True)])
def test_a_worker_whose_database_was_dropped_ends_when_told(
    *,
    told: signal.Signals,
    noticed: bool,
    fresh_database: Database,
    cluster: Cluster,
    tmp_path: Path,
) -> None:
    url = fresh_database.url
    with worker(SHIPPED, url, tmp_path / "said") as working:
        eventually(lambda: asked(url, "SELECT 1 FROM jobs.procrastinate_workers"))
        drop_database(cluster.conninfo(), fresh_database.name)
        if noticed:
            eventually(lambda: "worker: " in (tmp_path / "said").read_text())
        working.send_signal(told)
        assert working.wait(SOON) == 0


@pytest.fixture
def silent() -> Iterator[str]:
    """Answer the address of a server that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"postgresql://x:x@127.0.0.1:{listening.getsockname()[1]}/x"


def test_a_worker_whose_database_never_answers_ends_when_told(silent: str, tmp_path: Path) -> None:
    with worker(
        [sys.executable, "-c", CODE.format(url=silent, smtp="")], silent, tmp_path / "said"
    ) as working:
        eventually(lambda: "sweep: " in (tmp_path / "said").read_text())
        working.terminate()
        assert working.wait(SOON) == 0


def test_a_worker_that_gave_no_sign_of_life_for_once_goes_on(
    fresh_database: Database, tmp_path: Path
) -> None:
    code = CODE.format(url=fresh_database.url, smtp="")
    with worker([sys.executable, "-c", code], fresh_database.url, tmp_path / "said") as working:
        eventually(lambda: asked(fresh_database.url, ALIVE) == (True,))
        asked(fresh_database.owner_url, FAILING)
        eventually(lambda: "no sign of life" in (tmp_path / "said").read_text())
        asked(fresh_database.owner_url, "DROP FUNCTION jobs.fails CASCADE")
        eventually(lambda: asked(fresh_database.url, ALIVE) == (True,))
        assert working.poll() is None
        working.terminate()
        assert working.wait(SOON) == 0
