"""Every room's fixtures (`tests/worlds` says how to use them), and the run's own ends."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from server import processes
from server.embedded import Cluster
from tests.grouping import write_group
from tests.waiting import PATIENCE_MS
from tests.worlds.databases import PREFIX, home
from tests.worlds.fixtures import (
    admin,
    admins,
    at_a_terminal,
    cluster,
    committed,
    database,
    databases,
    engine,
    fresh_database,
    fresh_engine,
    module_database,
    second,
    session,
    starting_state,
    tamper,
    unsound,
    year,
)

__all__ = [
    "admin",
    "admins",
    "at_a_terminal",
    "cluster",
    "committed",
    "database",
    "databases",
    "engine",
    "fresh_database",
    "fresh_engine",
    "module_database",
    "second",
    "session",
    "starting_state",
    "tamper",
    "unsound",
    "year",
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-dev-shm-usage", "--disable-extensions"]  # fmt: skip
NO_CHROMIUM = "Thiếu Chromium: apt-get install chromium / Chromium is missing"
settings.register_profile(
    "suite",
    derandomize="WALKS" not in os.environ,  # new ground is for `make walks` and `make fuzz`
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    processes.compose()
    if not hasattr(config, "workerinput"):
        os.environ["BINHXET_TEST_RUN"] = f"{os.getpid()}-{uuid4().hex[:6]}"
        _sweep()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give a file one worker where its tests share what is made once for it.

    Dealt out one by one they would have it made by every worker.
    """
    for item in items:
        if item.get_closest_marker("xdist_group") is None and _shares(item):
            item.add_marker(pytest.mark.xdist_group(_file(item)))
    if config.getoption("loadgroup", default=False):
        for item in items:
            write_group(item)


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput") and home().exists():
        _remove(home())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name, at the very end, what was not tried because there is no browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    names = [report.nodeid for report in skipped if NO_CHROMIUM in str(report.longrepr)]
    if names:
        terminalreporter.section("KHÔNG CÓ CHROMIUM / NO CHROMIUM", yellow=True)
        terminalreporter.line(f"{NO_CHROMIUM}. Chưa thử / not tried:", yellow=True)
        for name in names:
            terminalreporter.line(f"  {name}", yellow=True)


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Answer the system's Chromium; without one the test is skipped by name, and in CI it fails."""
    named = os.environ.get("CHROMIUM", "")
    for name in (named, "chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return Path(found)
    if os.environ.get("CI") == "true":
        pytest.fail(NO_CHROMIUM)
    pytest.skip(NO_CHROMIUM)


def _shares(item: pytest.Item) -> bool:
    """Tell whether a fixture lives as long as the test's file, or longer and is the file's own."""
    if not isinstance(item, pytest.Function):
        return False
    made = (each[-1] for each in item._fixtureinfo.name2fixturedefs.values())  # noqa: SLF001
    return any(
        fixture.scope == "module" or (fixture.scope == "session" and fixture.baseid == _file(item))
        for fixture in made
    )


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Start this worker's browser; a test opens a context of its own in it and closes that."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=FLAGS, timeout=PATIENCE_MS
        )
        yield started
        started.close()


def _sweep() -> None:
    """Stop and remove what runs killed by force left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        if folder.is_dir() and not Path(f"/proc/{folder.name.split('-')[3]}").exists():
            _remove(folder)


def _remove(folder: Path) -> None:
    if (folder / "postgres" / "data" / "postmaster.pid").exists():
        left = Cluster(folder)
        left.start()
        left.stop()
    shutil.rmtree(folder, ignore_errors=True)
    folder.with_suffix(".lock").unlink(missing_ok=True)
