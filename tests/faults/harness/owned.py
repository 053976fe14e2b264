"""A PostgreSQL of a test's own, to be killed, filled or starved: with a bloc-year in it."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from server.actions.transaction import transactions
from server.embedded import (
    Cluster,
    make_database,
    make_roles,
)
from server.store import engine_for
from server.store.schema.schema import upgrade
from tests.domain import bloc_years
from tests.worlds.databases import Database
from tests.worlds.year import Year, install

NAME = "faults"


@dataclass(slots=True)
class Owned:
    """A server that syncs as in production, and its one database."""

    home: Path
    settings: Mapping[str, str]
    cluster: Cluster
    database: Database
    year: Year

    def kill(self) -> None:
        """Kill the server without a word; its children follow."""
        os.kill(self.cluster.pid, signal.SIGKILL)
        while self.cluster.alive():
            time.sleep(0.01)

    def restart(self) -> None:
        """Start it on the same data, in the same place."""
        self.cluster = Cluster(self.home, settings=self.settings)
        self.cluster.start()


@contextmanager
def owned(home: Path, **settings: str) -> Iterator[Owned]:
    """Make a server in a folder, with the plan's evaluation opened; stop it after."""
    cluster = Cluster(home, settings=settings, durable=False)
    cluster.start()
    make_roles(cluster.conninfo())
    make_database(cluster.conninfo(), NAME)
    database = Database(
        NAME, cluster.application_url(NAME), cluster.owner_url(NAME), cluster.log_url(NAME)
    )
    upgrade(database.owner_url, report=lambda _: None)
    engine = create_engine(database.url, poolclass=NullPool)
    with Session(engine) as session:
        install(session, bloc_years.PLAN)
        session.commit()
    year = Year(begin=transactions(database.url))
    year.open("evaluation")
    made = Owned(home, settings, cluster, database, year)
    try:
        yield made
    finally:
        engine_for(database.url).dispose()
        made.cluster.stop()


@contextmanager
def folder() -> Iterator[Path]:
    """Make a folder the server's account may enter; remove it after."""
    with tempfile.TemporaryDirectory(prefix="bx-fault-") as made:
        Path(made).chmod(0o755)
        yield Path(made) / "var"


@contextmanager
def on_small_disk() -> Iterator[tuple[Owned, Path]]:
    """Make a server on a small disk, and name a file to fill it; skips where none can be made."""
    with ExitStack() as stack:
        try:
            home = stack.enter_context(small_disk("480m"))
        except OSError as refused:
            pytest.skip(str(refused))
        own = stack.enter_context(owned(home / "var", max_wal_size="64MB"))
        yield own, home / "filler"


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """Mount a disk in memory of a size such as 420m; OSError where that is not allowed."""
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None or os.geteuid() != 0:
        raise OSError("mounting a small disk needs root")
    with tempfile.TemporaryDirectory(prefix="bx-disk-") as made:
        words = ["-t", "tmpfs", "-o", f"size={size},mode=755", "none", made]
        if subprocess.run([mount, *words], check=False, capture_output=True).returncode != 0:
            raise OSError("this machine lets nobody mount a tmpfs")
        try:
            yield Path(made)
        finally:
            subprocess.run([umount, "-l", made], check=True)
