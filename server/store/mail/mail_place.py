"""Which database sends the mail: a copy of it, restored elsewhere or to another time, does not.

The mark is the server's identifier, its timeline, and the ids of the database and of its table
`mail`: a dump that is restored gets new ids, a base backup with its WAL a new timeline. The first
worker writes the mark; where the two differ nothing leaves until an operator has said what is to
become of the mail that waits.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.store import Session
from server.store.database.standby import TIMELINE

HERE = f"""(SELECT concat_ws('/', s.system_identifier,
  {TIMELINE}, d.oid, CAST(CAST('mail' AS regclass) AS oid))
  FROM pg_control_system() s, pg_database d WHERE d.datname = current_database())"""  # noqa: S608
SENDS_HERE = f"NOT EXISTS (SELECT FROM mail_place WHERE place <> {HERE})"
"""A condition: this is the database whose mail leaves, or none was marked yet."""


@dataclass(frozen=True, slots=True)
class HeldMail:
    """Mail that does not leave: how much waits, and since when the database that sent it is not."""

    letters: int
    oldest: datetime | None


def settle_in(session: Session, *, now: datetime) -> None:
    """Write the mark where there is none yet."""
    session.execute(_SETTLE_IN, {"now": now})


def held(session: Session) -> HeldMail | None:
    """Tell what is held back because this database is a copy; None where nothing is."""
    row = session.execute(_HELD).one()
    return HeldMail(row.letters, row.oldest) if row.copied else None


def take_over(session: Session, *, now: datetime) -> None:
    """Say that this database sends the mail from now on."""
    session.execute(_TAKE_OVER, {"now": now})


def keep_waiting(session: Session, *, now: datetime) -> int:
    """Keep what waits for its page alone, so that it never leaves; return how many."""
    return len(session.execute(_KEEP, {"now": now}).all())


_SETTLE_IN = text(f"""
INSERT INTO mail_place(id, place, at) SELECT 1, {HERE}, :now ON CONFLICT (id) DO NOTHING
""")
_TAKE_OVER = text(f"UPDATE mail_place SET place = {HERE}, at = :now WHERE id = 1")  # noqa: S608
_HELD = text(f"""
SELECT NOT {SENDS_HERE} AS copied,
  count(*) AS letters, min(created_at) AS oldest FROM mail WHERE state IN ('waiting', 'handed')
""")  # noqa: S608 - constants
_KEEP = text("""
UPDATE mail SET state = 'kept', error = 'restored', ended_at = :now, leased_until = NULL FROM (
  SELECT seq FROM mail WHERE state IN ('waiting', 'handed') ORDER BY seq FOR NO KEY UPDATE) held
WHERE mail.seq = held.seq RETURNING 1
""")
