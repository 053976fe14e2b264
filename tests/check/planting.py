"""How a fault is planted: rows changed as only the server's superuser could, and undone after."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach, check
from server.embedded import Cluster
from server.store import engine_for
from tests.actions.worker import catch_up
from tests.conftest import Database

HALF, FINISHED, VOTING = "half", "finished", "voting"
BOTH = (HALF, FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A year in a database of its own, seen by the superuser; `now` is when it was left."""

    engine: Engine
    now: datetime

    def check(self, session: Session) -> list[Breach]:
        """Check it an hour after its last act."""
        return check(session, now=self.now + timedelta(hours=1))


@dataclass(frozen=True, slots=True)
class Plant:
    """A fault: its kind in `kinds.txt`, statements that plant it, and the breach it shows as.

    `promise` begins the name of the breach, and `where` occurs in what shows it.
    """

    kind: str
    sql: str
    promise: str
    where: str = ""
    worlds: tuple[str, ...] = BOTH


def differs(kind: str, sql: str, where: str, worlds: tuple[str, ...] = BOTH) -> Plant:
    """Name a fault that shows as a state history does not tell, in the fact called `where`."""
    return Plant(kind, sql, "P6 state differs from history", where, worlds)


def seen(cluster: Cluster, made: Database, now: datetime) -> Iterator[World]:
    """Answer a database as its superuser sees it; nobody stays in it afterwards."""
    url = cluster.conninfo(database=made.name)
    superuser = create_engine(
        url.replace("postgresql:", "postgresql+psycopg:", 1), poolclass=NullPool
    )
    with Session(superuser) as session:
        catch_up(session, now)
        session.commit()
    yield World(engine=superuser, now=now)
    engine_for(made.url).dispose()


@contextmanager
def planted(world: World, sql: str) -> Iterator[Session]:
    """Change rows, with no trigger and no foreign key in the way; every statement changes some."""
    with Session(world.engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for each in filter(str.strip, sql.split(";")):
            changed = session.execute(text(each.replace(":", "\\:"))).rowcount  # type: ignore[attr-defined]
            assert changed, f"nothing is planted: {each}"
        yield session
        session.rollback()
