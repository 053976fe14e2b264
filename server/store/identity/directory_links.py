"""Which accounts of directories sign which persons in; what is proposed signs nobody in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.identity.directories import Directory
from server.store import Session
from server.store.people.account_proposals import NewProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLink:
    """An account of a directory and its person; nobody has confirmed it where no moment is."""

    id: UUID
    person_id: UUID
    directory: Directory
    subject: str
    confirmed_at: datetime | None

    @property
    def in_force(self) -> bool:
        """Tell whether it signs its person in."""
        return self.confirmed_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWays:
    """By what a person proves who they are: a password of ours, accounts of directories."""

    password: bool
    openid: bool
    ldap: bool


def ways_of(session: Session, person_id: UUID) -> OwnWays:
    """Tell by what a person can prove it; what is proposed counts for nothing."""
    row = session.execute(_WAYS, {"person": person_id}).mappings().one()
    return OwnWays(**row)


def person_of(session: Session, directory: Directory, subject: str) -> UUID | None:
    """Return whom an account of a directory signs in; None where it is nobody's here."""
    values = {"directory": directory, "subject": subject}
    found: UUID | None = session.execute(_PERSON, values).scalar_one_or_none()
    return found


def of_person(session: Session, person_id: UUID) -> Sequence[DirectoryLink]:
    """List a person's, those that are proposed among them."""
    return _read(session, "person_id = :of", person_id)


def find(session: Session, link_id: UUID) -> DirectoryLink | None:
    """Return one of them."""
    return next(iter(_read(session, "id = :of", link_id)), None)


def propose(
    session: Session, person_id: UUID, directory: Directory, subject: str, asked: NewProposal
) -> None:
    """Insert one that waits, in place of those that waited in vain."""
    session.execute(_DROP_WAITING, {"person": person_id})
    session.execute(
        _PROPOSE,
        {
            "id": asked.id,
            "person": person_id,
            "directory": directory,
            "subject": subject,
            "by": asked.by,
            "at": asked.at,
        },
    )


def confirm(session: Session, link_id: UUID, *, by: UUID | None, now: datetime) -> None:
    """Let it sign its person in from now on."""
    session.execute(_CONFIRM, {"id": link_id, "by": by, "now": now})


def remove(session: Session, link_id: UUID) -> None:
    """Delete one."""
    session.execute(_REMOVE, {"id": link_id})


def _read(session: Session, condition: str, of: UUID) -> Sequence[DirectoryLink]:
    rows = session.execute(text(f"{_COLUMNS} WHERE {condition} ORDER BY directory, id"), {"of": of})
    return [
        DirectoryLink(
            id=row.id,
            person_id=row.person_id,
            directory=Directory(row.directory),
            subject=row.subject,
            confirmed_at=row.confirmed_at,
        )
        for row in rows
    ]


_COLUMNS = "SELECT id, person_id, directory, subject, confirmed_at FROM directory_link"
_PERSON = text("""
SELECT l.person_id FROM directory_link l
JOIN person ON person.id = l.person_id AND person.deactivated_at IS NULL
WHERE l.directory = :directory AND l.subject = :subject AND l.confirmed_at IS NOT NULL
""")
_WAYS = text("""
SELECT coalesce(person.password_hash, '') <> '' AS password,
  coalesce(bool_or(l.directory = 'openid'), false) AS openid,
  coalesce(bool_or(l.directory = 'ldap'), false) AS ldap
FROM person LEFT JOIN directory_link l ON l.person_id = person.id AND l.confirmed_at IS NOT NULL
WHERE person.id = :person GROUP BY person.id
""")
_DROP_WAITING = text("""
DELETE FROM directory_link WHERE person_id = :person AND confirmed_at IS NULL
""")
_PROPOSE = text("""
INSERT INTO directory_link (id, person_id, directory, subject, made_by, made_at)
VALUES (:id, :person, :directory, :subject, :by, :at)
""")
_CONFIRM = text("UPDATE directory_link SET confirmed_by = :by, confirmed_at = :now WHERE id = :id")
_REMOVE = text("DELETE FROM directory_link WHERE id = :id")
