"""The tests' database: one embedded server a run, a template, one database per xdist worker."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session

from server.embedded import (
    Cluster,
    drop_database,
    make_database,
    make_roles,
)
from server.store.schema.schema import upgrade

TEMPLATE = "template_binhxet"
PREFIX = f"binhxet-test-{os.getuid()}-"
NO_CHROMIUM = "Thiếu Chromium: apt-get install chromium / Chromium is missing"
settings.register_profile(
    "suite",
    derandomize="WALKS" not in os.environ,  # new ground is for `make walks` and `make fuzz`
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


@dataclass(frozen=True, slots=True)
class Database:
    """A database of a test: SQLAlchemy URLs of the application's role and of the owner's."""

    name: str
    url: str
    owner_url: str


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ["BINHXET_TEST_RUN"] = f"{os.getpid()}-{uuid4().hex[:6]}"
        _sweep()


def pytest_sessionfinish(session: pytest.Session) -> None:
    home = _home()
    if not hasattr(session.config, "workerinput") and home.exists():
        _remove(home)


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


@pytest.fixture(scope="session")
def cluster() -> Cluster:
    """Answer the run's PostgreSQL; the first worker to ask starts it and makes the template."""
    home = _home()
    with _lock(home):
        home.mkdir(exist_ok=True)
        home.chmod(0o711)  # as root the server runs under an account of its own
        shared = Cluster(home, settings=QUICK, durable=False)
        shared.start()
        if not (home / "template").exists():
            make_roles(shared.conninfo())
            make_database(shared.conninfo(), TEMPLATE)
            upgrade(shared.owner_url(TEMPLATE), report=print)
            (home / "template").touch()
    return shared


@pytest.fixture(scope="session")
def database(cluster: Cluster) -> Iterator[Database]:
    """Answer this worker's own migrated database. What a test commits here, others see."""
    with _cloned(cluster) as made:
        yield made


@pytest.fixture(scope="session")
def database_engine(database: Database) -> Iterator[Engine]:
    engine = create_engine(database.url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(database_engine: Engine) -> Iterator[Session]:
    """Open a session of the application's role; whatever the test commits is undone after it."""
    with database_engine.connect() as connection:
        undone = connection.begin()
        with Session(
            connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        ) as opened:
            yield opened
        undone.rollback()


@pytest.fixture
def fresh_database(cluster: Cluster) -> Iterator[Database]:
    """Clone the template for one test that commits, locks or starts processes; drop it after."""
    with _cloned(cluster) as made:
        yield made


@pytest.fixture(scope="module")
def module_database(cluster: Cluster) -> Iterator[Database]:
    """Clone the template for the tests of one module, which share a server process on it."""
    with _cloned(cluster) as made:
        yield made


@pytest.fixture
def fresh_engine(fresh_database: Database) -> Iterator[Engine]:
    """Connect to `fresh_database` as the application's role, a connection per use."""
    engine = create_engine(fresh_database.url, poolclass=NullPool)
    yield engine
    engine.dispose()


@contextmanager
def _cloned(cluster: Cluster) -> Iterator[Database]:
    name = f"test_{uuid4().hex[:12]}"
    make_database(cluster.conninfo(), name, template=TEMPLATE)
    try:
        yield Database(name, cluster.application_url(name), cluster.owner_url(name))
    finally:
        drop_database(cluster.conninfo(), name)


def _home() -> Path:
    return Path(tempfile.gettempdir()) / f"{PREFIX}{os.environ['BINHXET_TEST_RUN']}"


@contextmanager
def _lock(home: Path) -> Iterator[None]:
    with home.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sweep() -> None:
    """Stop and remove what runs killed by force left behind."""
    for home in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        if home.is_dir() and not Path(f"/proc/{home.name.split('-')[3]}").exists():
            _remove(home)


def _remove(home: Path) -> None:
    if (home / "postgres" / "data" / "postmaster.pid").exists():
        left = Cluster(home)
        left.start()
        left.stop()
    shutil.rmtree(home, ignore_errors=True)
    home.with_suffix(".lock").unlink(missing_ok=True)
