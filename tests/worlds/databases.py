"""The run's databases: one server, a template for each state, and a worker's own copies."""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, create_engine, text

from server.actions.transaction import Begin, transactions
from server.embedded import Cluster, drop_database, make_database, make_roles
from server.store import engine_for
from server.store.schema.schema import upgrade
from tests.worlds.restoring import Restoring

TEMPLATE = "template_binhxet"
PREFIX = f"binhxet-test-{os.getuid()}-"
QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


@dataclass(frozen=True, slots=True)
class Database:
    """A database of a test: SQLAlchemy URLs of the application's role, the owner's, the log's."""

    name: str
    url: str
    owner_url: str
    log_url: str = ""

    def __post_init__(self) -> None:
        _MADE[self.name] = self


_MADE: dict[str, Database] = {}
"""The databases of this process by name."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a bloc has come; `make` fills a migrated database, or one in the state `after`."""

    name: str
    make: Callable[[Database], None]
    after: "State | None" = None
    clock: datetime | None = None
    """Where the installation's clock stands when a test begins, where that matters."""


@dataclass
class Working:
    """A worker's database of one state: tests commit in it, and it is put back after each."""

    database: Database
    superuser: str

    @cached_property
    def engine(self) -> Engine:
        """Connect as the application's role; the connections stay for the next test.

        One that the server ended meanwhile, as a test's own left open, is made anew.
        """
        return create_engine(self.database.url, pool_pre_ping=True)

    @cached_property
    def _restoring(self) -> Restoring:
        return Restoring(self.superuser)

    def keep(self) -> None:
        """Remember the rows as they are now."""
        self._restoring.keep()

    def begin(self, state: State) -> None:
        """Let a test begin: its clock starts now."""
        if state.clock is not None:
            self._restoring.set_clock(state.clock)

    def put_back(self) -> None:
        """Undo whatever was committed; a transaction that a test left open is ended."""
        if self._restoring.end_transactions():
            self.engine.dispose()
            disconnect(self.database)
        self._restoring.put_back()

    def close(self) -> None:
        """Leave the database."""
        self.engine.dispose()
        disconnect(self.database)
        self._restoring.close()


@dataclass
class Databases:
    """The databases of one worker, made when they are first asked for."""

    cluster: Cluster
    folder: Path
    """Where the run notes which templates are made."""
    _working: dict[str, Working] = field(default_factory=dict)
    _left: ExitStack = field(default_factory=ExitStack)

    def working(self, state: State) -> Working:
        """Answer this worker's database of a state."""
        if state.name not in self._working:
            made = self._left.enter_context(cloned(self.cluster, self.template(state)))
            working = Working(made, self.cluster.conninfo(database=made.name))
            self._left.callback(working.close)
            working.keep()
            self._working[state.name] = working
        return self._working[state.name]

    @contextmanager
    def cloned(self, state: State) -> Iterator[Database]:
        """Clone a state; whatever is done to the copy goes with it."""
        with cloned(self.cluster, self.template(state)) as made:
            yield made

    def template(self, state: State) -> str:
        """Name the database a state is cloned from; the run's first worker to ask makes it."""
        name = f"state_{state.name}" if state.name else TEMPLATE
        done = self.folder / name
        if not done.exists():
            before = self.template(state.after) if state.after else TEMPLATE
            with locked(done):
                if not done.exists():
                    self._make(state, name, before)
                    done.touch()
        return name

    def close(self) -> None:
        """Leave and drop what this worker had."""
        self._left.close()

    def _make(self, state: State, name: str, before: str) -> None:
        drop_database(self.cluster.conninfo(), name)  # half made by a test that failed
        make_database(self.cluster.conninfo(), name, template=before)
        made = _named(self.cluster, name)
        try:
            state.make(made)
        finally:
            disconnect(made)


@contextmanager
def cloned(cluster: Cluster, template: str) -> Iterator[Database]:
    """Clone a database nobody is connected to; the copy is dropped at the end of the block."""
    name = f"test_{uuid4().hex[:12]}"
    make_database(cluster.conninfo(), name, template=template)
    made = _named(cluster, name)
    try:
        yield made
    finally:
        disconnect(made)
        drop_database(cluster.conninfo(), name)


def as_log(begin: Begin) -> Begin:
    """Open transactions on the same database as the role that appends to the log."""
    with begin() as session:
        name = session.scalar(text("SELECT current_database()"))
    return transactions(_MADE[str(name)].log_url)


def disconnect(database: Database) -> None:
    """Close this process's connections to a database."""
    for url in (database.url, database.log_url):
        engine_for(url).dispose()


def _named(cluster: Cluster, name: str) -> Database:
    return Database(
        name, cluster.application_url(name), cluster.owner_url(name), cluster.log_url(name)
    )


def home() -> Path:
    """Answer the folder of this run's server."""
    return Path(tempfile.gettempdir()) / f"{PREFIX}{os.environ['BINHXET_TEST_RUN']}"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep the run's other workers away from a path."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def started(folder: Path, settings: Mapping[str, str], *, durable: bool = False) -> Cluster:
    """Answer the PostgreSQL of a folder; the first worker to ask starts it and makes the template.

    `durable`: it syncs as in production.
    """
    with locked(folder):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o711)  # as root the server runs under an account of its own
        shared = Cluster(folder, settings=settings, durable=durable)
        shared.start()
        if not (folder / TEMPLATE).exists():
            make_roles(shared.conninfo())
            make_database(shared.conninfo(), TEMPLATE)
            upgrade(shared.owner_url(TEMPLATE), report=print)
            (folder / TEMPLATE).touch()
    return shared
