"""The filters of the task list that a person keeps, by name; read with the list's counts."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A name, and the address of the list it stands for."""

    name: str
    address: str


def put(session: Session, person_id: UUID, saved: SavedFilter, *, most: int) -> bool:
    """Keep a filter, in place of the one of its name; False where there are so many others.

    The person is held before the others are counted: who waited counts what was kept since.
    """
    session.execute(_HOLD, {"person": person_id})
    values = {"person": person_id, "name": saved.name, "address": saved.address, "most": most}
    return session.execute(_PUT, values).one_or_none() is not None


def remove(session: Session, person_id: UUID, name: str) -> None:
    """Keep a filter no longer; nothing happens where there is none."""
    session.execute(_REMOVE, {"person": person_id, "name": name})


_HOLD = text("SELECT FROM person WHERE id = :person FOR NO KEY UPDATE")
_PUT = text("""
INSERT INTO saved_filter(person_id, name, address)
SELECT :person, :name, :address
WHERE :most > (SELECT count(*) FROM saved_filter f WHERE f.person_id = :person AND f.name <> :name)
ON CONFLICT (person_id, name) DO UPDATE SET address = excluded.address
RETURNING name
""")
_REMOVE = text("DELETE FROM saved_filter WHERE person_id = :person AND name = :name")
