"""How a fault is planted: rows changed as only the server's superuser could, and undone after."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import Breach, check
from tests.worlds.databases import Databases, State
from tests.worlds.worker import catch_up
from tests.worlds.year import Year

HALF, FINISHED, VOTING, NUMBERING = "half", "finished", "voting", "numbering"
RULING, TAKING = "ruling", "taking"
BOTH = (HALF, FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedYear:
    """A year in a database of its own, seen by the superuser; `now` is when it was left."""

    engine: Engine
    now: datetime

    def check(self, session: Session, changed: Collection[str] | None = None) -> list[Breach]:
        """Check it an hour after its last act."""
        return check(session, now=self.now + timedelta(hours=1), changed=changed)


@dataclass(frozen=True, slots=True)
class Plant:
    """A fault: its kind in `kinds.txt`, statements that plant it, and the breach it shows as.

    `invariant` begins the name of the breach, and `where` occurs in what shows it.
    """

    kind: str
    sql: str
    invariant: str
    where: str = ""
    worlds: tuple[str, ...] = BOTH


def differs(kind: str, sql: str, where: str, worlds: tuple[str, ...] = BOTH) -> Plant:
    """Name a fault that shows as a state history does not tell, in the fact called `where`."""
    return Plant(kind, sql, "P6 state differs from history", where, worlds)


def caught_up(year: Year) -> None:
    """Let the worker be up to date, as the year is left."""
    with year.begin() as session:
        catch_up(session, year.now)


def seen(databases: Databases, state: State) -> Iterator[CheckedYear]:
    """Answer a state as its superuser sees it, at the time of its last act."""
    made = databases.working(state)
    superuser = create_engine(
        made.superuser.replace("postgresql:", "postgresql+psycopg:", 1), pool_size=1
    )
    with superuser.connect() as connection:
        left = connection.execute(text("SELECT max(act_time) FROM event")).scalar_one()
    yield CheckedYear(engine=superuser, now=left)
    superuser.dispose()


@contextmanager
def planted(world: CheckedYear, sql: str) -> Iterator[Session]:
    """Change rows, with no trigger and no foreign key in the way; every statement changes some."""
    with Session(world.engine) as session:
        session.execute(text("SET LOCAL session_replication_role = replica"))
        for each in filter(str.strip, sql.split(";")):
            changed = session.execute(text(each.replace(":", "\\:"))).rowcount  # type: ignore[attr-defined]
            assert changed, f"nothing is planted: {each}"
        yield session
        session.rollback()
