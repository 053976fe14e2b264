"""Which accounts of directories sign which persons in; what is proposed signs nobody in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text

from server.domain.identity.directories import Directory, DirectoryAccount
from server.store import Session
from server.store.people.account_proposals import NewProposal


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLink:
    """An account of a directory and its person; nobody has confirmed it where no moment is."""

    id: UUID
    person_id: UUID
    directory: Directory
    issuer: str | None
    """Who vouches for it; None: of a release that did not write it, and not bound since."""
    subject: str
    confirmed_at: datetime | None

    @property
    def in_force(self) -> bool:
        """Tell whether it signs its person in."""
        return self.confirmed_at is not None

    @property
    def account(self) -> DirectoryAccount:
        """The account itself; nobody vouches for it where that is not bound yet."""
        return DirectoryAccount(self.directory, self.issuer or "", self.subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWays:
    """By what a person proves who they are: a password of ours, accounts of directories."""

    password: bool
    openid: bool
    ldap: bool


def ways_of(session: Session, person_id: UUID, issuers: Mapping[str, str]) -> OwnWays:
    """Tell by what a person can prove it; accounts that are proposed, or of others, prove nothing.

    `issuers` are those that are asked here, by the kind of directory.
    """
    asked = {each.value: issuers.get(each) for each in Directory}
    row = session.execute(_WAYS, {"person": person_id, **asked}).mappings().one()
    return OwnWays(**row)


def person_of(session: Session, account: DirectoryAccount) -> UUID | None:
    """Return whom an account of a directory signs in; None where it is nobody's here."""
    found: UUID | None = session.execute(_PERSON, _named(account)).scalar_one_or_none()
    return found


def holder_of(session: Session, account: DirectoryAccount) -> UUID | None:
    """Return whom it is linked with; a link that is not bound yet may be with this very account."""
    found: UUID | None = session.execute(_HOLDER, _named(account)).scalars().first()
    return found


def of_person(session: Session, person_id: UUID) -> Sequence[DirectoryLink]:
    """List a person's, those that are proposed among them."""
    return _read(session, "person_id = :of", person_id)


def by_issuer(
    session: Session, person_id: UUID, directory: Directory, issuer: str
) -> DirectoryLink | None:
    """Return the link by which one issuer signs a person in."""
    for each in of_person(session, person_id):
        if each.in_force and (each.directory, each.issuer) == (directory, issuer):
            return each
    return None


def find(session: Session, link_id: UUID) -> DirectoryLink | None:
    """Return one of them."""
    return next(iter(_read(session, "id = :of", link_id)), None)


def propose(
    session: Session, person_id: UUID, account: DirectoryAccount, asked: NewProposal
) -> None:
    """Insert one that waits, in place of those that waited in vain."""
    session.execute(_DROP_WAITING, {"person": person_id})
    session.execute(
        _PROPOSE,
        {
            "id": asked.id,
            "person": person_id,
            **_named(account),
            "by": asked.by,
            "at": asked.at,
        },
    )


def confirm(session: Session, link_id: UUID, *, by: UUID | None, now: datetime) -> None:
    """Let it sign its person in from now on."""
    session.execute(_CONFIRM, {"id": link_id, "by": by, "now": now})


def of_issuer(
    session: Session, directory: Directory, issuer: str | None
) -> Sequence[DirectoryLink]:
    """List the links of one kind that name this issuer, by their persons."""
    rows = session.execute(_OF_ISSUER, {"directory": directory, "issuer": issuer})
    return [_link(row) for row in rows]


def issuers(session: Session, directory: Directory) -> Sequence[str]:
    """Name the issuers that links of one kind name; one that is not known is the empty text."""
    return [*session.execute(_ISSUERS, {"directory": directory}).scalars()]


def bind(session: Session, link: DirectoryLink, issuer: str) -> bool:
    """Let a link name another issuer; False where somebody has that account, or the link is gone.

    It is the same account under another name, so its sessions go on.
    """
    values = {"id": link.id, "former": link.issuer, "issuer": issuer}
    return session.execute(_BIND, values).first() is not None


def remove(session: Session, link_id: UUID) -> None:
    """Delete one."""
    session.execute(_REMOVE, {"id": link_id})


def _read(session: Session, condition: str, of: UUID) -> Sequence[DirectoryLink]:
    rows = session.execute(text(f"{_COLUMNS} WHERE {condition} ORDER BY directory, id"), {"of": of})
    return [_link(row) for row in rows]


def _link(row: Row[Any]) -> DirectoryLink:
    return DirectoryLink(
        id=row.id,
        person_id=row.person_id,
        directory=Directory(row.directory),
        issuer=row.issuer,
        subject=row.subject,
        confirmed_at=row.confirmed_at,
    )


def _named(account: DirectoryAccount) -> dict[str, object]:
    return {
        "directory": account.directory,
        "issuer": account.issuer,
        "subject": account.subject,
    }


_COLUMNS = "SELECT id, person_id, directory, issuer, subject, confirmed_at FROM directory_link"
_OF_ISSUER = text(f"""{_COLUMNS}
WHERE directory = :directory AND issuer IS NOT DISTINCT FROM CAST(:issuer AS text)
ORDER BY person_id, id
""")
_ISSUERS = text("""
SELECT DISTINCT coalesce(issuer, '') AS issuer FROM directory_link
WHERE directory = :directory ORDER BY issuer
""")
_BIND = text("""
UPDATE directory_link l SET issuer = :issuer
WHERE l.id = :id AND l.issuer IS NOT DISTINCT FROM CAST(:former AS text)
AND NOT (l.confirmed_at IS NOT NULL AND EXISTS (
  SELECT 1 FROM directory_link other WHERE other.confirmed_at IS NOT NULL AND other.id <> l.id
  AND other.directory = l.directory AND other.issuer = :issuer AND other.subject = l.subject))
RETURNING 1
""")
_PERSON = text("""
SELECT l.person_id FROM directory_link l
JOIN person ON person.id = l.person_id AND person.deactivated_at IS NULL
WHERE l.directory = :directory AND l.issuer = :issuer AND l.subject = :subject
AND l.confirmed_at IS NOT NULL
""")
_HOLDER = text("""
SELECT person_id FROM directory_link
WHERE directory = :directory AND (issuer = :issuer OR issuer IS NULL) AND subject = :subject
AND confirmed_at IS NOT NULL ORDER BY issuer NULLS LAST
""")
_WAYS = text("""
SELECT coalesce(person.password_hash, '') <> '' AS password,
  coalesce(bool_or(l.directory = 'openid' AND l.issuer = CAST(:openid AS text)), false) AS openid,
  coalesce(bool_or(l.directory = 'ldap' AND l.issuer = CAST(:ldap AS text)), false) AS ldap
FROM person LEFT JOIN directory_link l ON l.person_id = person.id AND l.confirmed_at IS NOT NULL
WHERE person.id = :person GROUP BY person.id
""")
_DROP_WAITING = text("""
DELETE FROM directory_link WHERE person_id = :person AND confirmed_at IS NULL
""")
_PROPOSE = text("""
INSERT INTO directory_link (id, person_id, directory, issuer, subject, made_by, made_at)
VALUES (:id, :person, :directory, :issuer, :subject, :by, :at)
""")
_CONFIRM = text("UPDATE directory_link SET confirmed_by = :by, confirmed_at = :now WHERE id = :id")
_REMOVE = text("DELETE FROM directory_link WHERE id = :id")
