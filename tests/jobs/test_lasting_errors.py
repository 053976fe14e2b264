"""What goes wrong again and again is said once by a worker, and again where it changes."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from procrastinate.exceptions import ConnectorException
from sqlalchemy import Connection, create_engine, text

from server.config import ROOT
from server.jobs.chores import attempt
from server.jobs.troubles import Troubles
from tests.jobs.working import CODE
from tests.waiting import PATIENCE, eventually
from tests.worlds.databases import Database

OTHERS = """
SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND usename = current_user
"""
ENDED = f"SELECT pg_terminate_backend(pid) FROM ({OTHERS}) others"  # noqa: S608 - a constant
ALIVE = "SELECT max(last_heartbeat) > now() - interval '1 second' FROM jobs.procrastinate_workers"


@pytest.fixture
def connections(database: Database) -> Iterator[tuple[Connection, Connection]]:
    """Connect as the owner and as the application, each act for itself."""
    engines = [create_engine(url) for url in (database.owner_url, database.url)]
    opened = [e.connect().execution_options(isolation_level="AUTOCOMMIT") for e in engines]
    yield opened[0], opened[1]
    opened[0].execute(text(f'ALTER DATABASE "{database.name}" RESET ALL'))
    for connection, engine in zip(opened, engines, strict=True):
        connection.close()
        engine.dispose()


def test_a_worker_whose_database_only_reads_says_so_once_a_loop(
    database: Database, connections: tuple[Connection, Connection], tmp_path: Path
) -> None:
    file = tmp_path / "said"
    with working(database, file):
        live_through_a_standby(database, *connections, file)
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [line["message"] for line in lines if "traceback" in line] == []
    told = [line["message"] for line in lines if "only reads" in line["message"]]
    assert len(told) == len(set(told))


@contextmanager
def working(database: Database, file: Path) -> Iterator[None]:
    """Let a worker work that writes its log to a file."""
    code = f"from server.logs import write_json\nwrite_json()\n{CODE}"
    command = [sys.executable, "-c", code.format(url=database.url, smtp="")]
    with file.open("wb") as to, subprocess.Popen(command, cwd=ROOT, stderr=to) as worker:
        try:
            yield
        finally:
            worker.terminate()
            worker.wait(PATIENCE)


def others(application: Connection, seen: set[int]) -> set[int]:
    """Add the other connections there are now to those seen."""
    seen |= {*application.execute(text(OTHERS)).scalars()}
    return seen


def live_through_a_standby(
    database: Database, owner: Connection, application: Connection, file: Path
) -> None:
    """Let the database take no writes until the worker has tried again and again; then end it."""
    eventually(lambda: application.execute(text(ALIVE)).scalar() is True)
    only_reads = "SET default_transaction_read_only = on"
    owner.execute(text(f'ALTER DATABASE "{database.name}" {only_reads}'))
    application.execute(text(ENDED))
    eventually(lambda: "worker: only reads (25006)" in file.read_text())
    seen: set[int] = set()
    eventually(lambda: len(others(application, seen)) > 12)
    owner.execute(text(f'ALTER DATABASE "{database.name}" RESET ALL'))
    application.execute(text(ENDED))
    eventually(lambda: "sweep: well again" in file.read_text())
    eventually(lambda: "worker: well again" in file.read_text())
    eventually(lambda: application.execute(text(ALIVE)).scalar() is True)


def failing(error: Exception) -> Callable[[], None]:
    """Answer a part of a loop that fails."""

    def part() -> None:
        raise error

    return part


def test_a_lasting_error_is_said_until_it_changes_or_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    parts = [
        *(("a", failing(KeyError(number))) for number in range(3)),
        ("b", failing(KeyError())),
        *(("a", failing(ValueError(number))) for number in range(2)),
        *(("a", lambda: None) for _ in range(2)),
        ("a", failing(ValueError())),
    ]
    with caplog.at_level(logging.INFO):
        names = [attempt(what, part) for what, part in parts]
    assert names == [*["KeyError"] * 4, *["ValueError"] * 2, "", "", "ValueError"]
    assert [(each.getMessage(), bool(each.exc_info)) for each in caplog.records] == [
        ("a: KeyError", True),
        ("b: KeyError", True),
        ("a: ValueError", True),
        ("a: well again", False),
        ("a: ValueError", True),
    ]


def test_a_queue_without_its_database_is_told_by_the_database_s_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    troubles = Troubles(logging.getLogger("server.jobs.here"))
    for _ in range(3):
        failed = ConnectorException()
        failed.__cause__ = psycopg.errors.AdminShutdown()
        troubles.failed("worker", failed)
    (record,) = caplog.records
    assert (record.getMessage(), record.exc_info) == ("worker: server stopped (57P01)", None)
