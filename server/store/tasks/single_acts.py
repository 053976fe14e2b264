"""Acts that are no step of a case, and are answered once all the same."""

from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database import bulk
from server.store.tasks.acts import ACTED, EARLIER, Act, ActRow, Earlier, KeyTaken


def earlier(session: Session, act: Act, *, person_id: UUID) -> Earlier | None:
    """Return the act of this person that has this key; None where it is new."""
    found = session.execute(_EARLIER, {"key": act.key, "person": person_id}).scalar_one()
    return None if found is None else Earlier(**found)


def keep(session: Session, row: ActRow) -> None:
    """Keep an act with what it did; raises KeyTaken where another one took its key meanwhile."""
    if session.execute(_KEEP, {"act": bulk.rows([row])}).one_or_none() is None:
        raise KeyTaken


_EARLIER = text(f"SELECT {EARLIER}")
_KEEP = text(f"WITH {ACTED} SELECT FROM acted")
