"""Rows of the workers' chores: who begins one has it, and when each was last done.

All by the database's own clock, so that the workers' clocks need not agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.domain.chores import Chore, Turn
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoreRow:
    """When a chore was last begun and last done, and what it failed at since."""

    name: str
    begun_at: datetime
    done_at: datetime | None
    error: str


def real_now(session: Session) -> datetime:
    """Return the time of the database's clock."""
    found: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
    return found


def begin(session: Session, chore: Chore, turn: Turn, *, now: datetime) -> bool:
    """Begin a chore whose turn it is; False where it is not, or somebody else has begun it."""
    values = {"name": chore, "now": now, "done": turn.done, "begun": turn.begun}
    return session.execute(_BEGIN, values).one_or_none() is not None


def end(session: Session, chore: Chore, *, error: str, now: datetime) -> None:
    """Write that a chore was done, or what it failed at."""
    session.execute(_END, {"name": chore, "error": error, "now": now})


def rows(session: Session) -> Sequence[ChoreRow]:
    """List the chores that were ever begun, by name."""
    return [ChoreRow(**row) for row in session.execute(_ROWS).mappings()]


def tell(session: Session, name: str, *, error: str) -> None:
    """Write what became of work that is nobody's turn: done now, or what it fails at."""
    session.execute(_TELL, {"name": name, "error": error})


def fail(session: Session, name: str, *, error: str) -> None:
    """Write what work fails at; when it was begun stays that of the first failure in a row."""
    session.execute(_FAIL, {"name": name, "error": error})


def first(session: Session, name: str) -> None:
    """Write when something was first the case; what is written already stays."""
    session.execute(_FIRST, {"name": name})


def row(session: Session, name: str) -> ChoreRow | None:
    """Return one row; None where there is none yet."""
    found = session.execute(_ROW, {"name": name}).mappings().one_or_none()
    return ChoreRow(**found) if found else None


_TELL = text("""
INSERT INTO chore(name, begun_at, done_at, error) VALUES (:name, clock_timestamp(),
  CASE :error WHEN '' THEN clock_timestamp() END, :error)
ON CONFLICT (name) DO UPDATE SET begun_at = excluded.begun_at, error = excluded.error,
  done_at = coalesce(excluded.done_at, chore.done_at)
""")
_FAIL = text("""
INSERT INTO chore(name, begun_at, error) VALUES (:name, clock_timestamp(), :error)
ON CONFLICT (name) DO UPDATE SET error = excluded.error,
  begun_at = CASE chore.error WHEN '' THEN excluded.begun_at ELSE chore.begun_at END
""")
_FIRST = text("""
INSERT INTO chore(name, begun_at) VALUES (:name, clock_timestamp()) ON CONFLICT DO NOTHING
""")
_BEGIN = text("""
INSERT INTO chore(name, begun_at) VALUES (:name, :now)
ON CONFLICT (name) DO UPDATE SET begun_at = excluded.begun_at
WHERE (chore.done_at IS NULL OR chore.done_at < :done) AND chore.begun_at <= :begun
RETURNING 1
""")
_END = text("""
UPDATE chore SET error = :error, done_at = CASE :error WHEN '' THEN :now ELSE done_at END
WHERE name = :name
""")
_ROW = text("SELECT name, begun_at, done_at, error FROM chore WHERE name = :name")
_ROWS = text("SELECT name, begun_at, done_at, error FROM chore ORDER BY name")
