"""Benchmarks run when they are asked for, `make bench`: on a durable database of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.embedded import (
    Cluster,
)
from tests.bench.report import REPORT
from tests.worlds.databases import started


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the benchmarks out of a run that does not name them."""
    asked = any("bench" in Path(str(argument)).parts for argument in config.args)
    return None if asked or collection_path.name == "bench" else True


@pytest.fixture(scope="session", autouse=True)
def _machine() -> None:
    REPORT.machine()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """End with what was missed; a benchmark fails only where it could not measure."""
    if REPORT.rows:
        terminalreporter.section("aims")
        for line in REPORT.summary():
            terminalreporter.line(line)


@pytest.fixture(scope="session")
def durable_cluster() -> Iterator[Cluster]:
    """Answer a server that syncs every commit, as in production."""
    home = Path(tempfile.mkdtemp(prefix="binhxet-bench-"))
    made = started(home, {}, durable=True)
    yield made
    made.stop()
    shutil.rmtree(home, ignore_errors=True)
    home.with_suffix(".lock").unlink(missing_ok=True)
