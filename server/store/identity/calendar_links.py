"""Private links of calendar programs: only the hash of a link's token is kept.

Each person has one a post at most. It is no session: what it reads are days and titles.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.identity.web_sessions import hashed


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """For whom a link reads, in which post of theirs, and in which language."""

    person_id: UUID
    post_id: str
    language: str


def add(session: Session, link: CalendarLink, token: str, *, now: datetime) -> None:
    """Insert a link; the one before it is to be removed first."""
    session.execute(
        _ADD,
        {
            "hash": hashed(token),
            "person": link.person_id,
            "post": link.post_id,
            "language": link.language,
            "now": now,
        },
    )


def remove(session: Session, person_id: UUID, post_id: str) -> bool:
    """Remove a person's link of a post; tell whether there was one."""
    removed = session.execute(_REMOVE, {"person": person_id, "post": post_id})
    return removed.one_or_none() is not None


def made_at(session: Session, person_id: UUID, post_id: str) -> datetime | None:
    """Tell since when there is a link of a person's post; None where there is none."""
    found: datetime | None = session.execute(
        _MADE, {"person": person_id, "post": post_id}
    ).scalar_one_or_none()
    return found


def find(session: Session, token: str) -> CalendarLink | None:
    """Return the link of a token, of an account that is open."""
    row = session.execute(_FIND, {"hash": hashed(token)}).one_or_none()
    if row is None:
        return None
    return CalendarLink(person_id=row.person_id, post_id=row.post_id, language=row.language)


_ADD = text("""
INSERT INTO calendar_link (token_hash, person_id, post_id, language, made_at)
VALUES (:hash, :person, :post, :language, :now)
""")
_REMOVE = text(
    "DELETE FROM calendar_link WHERE person_id = :person AND post_id = :post RETURNING 1"
)
_MADE = text("SELECT made_at FROM calendar_link WHERE person_id = :person AND post_id = :post")
_FIND = text("""
SELECT l.person_id, l.post_id, l.language FROM calendar_link l
JOIN person ON person.id = l.person_id AND person.deactivated_at IS NULL
WHERE l.token_hash = :hash
""")
