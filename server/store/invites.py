"""One-time links for the first sign-in and for a new password; only their hashes are kept."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update

from server.store import Session
from server.store.people_admin import PersonRow, find_person
from server.store.tables import invite, person


def void_links(session: Session, person_id: UUID, *, now: dt.datetime) -> None:
    """Make every unused link of a person useless."""
    session.execute(
        update(invite)
        .where(invite.c.person_id == person_id, invite.c.used_at.is_(None))
        .values(used_at=now)
    )


def add_link(session: Session, person_id: UUID, token_hash: str, *, expires: dt.datetime) -> None:
    """Insert a one-time link; only the hash of its token is kept."""
    session.execute(
        insert(invite).values(token_hash=token_hash, person_id=person_id, expires_at=expires)
    )


def holder_of_link(session: Session, token_hash: str, *, now: dt.datetime) -> PersonRow | None:
    """Return whom an unused link that still holds is for."""
    query = select(invite.c.person_id).join(person, person.c.id == invite.c.person_id)
    person_id = session.execute(query.where(*_good(token_hash, now))).scalar_one_or_none()
    return None if person_id is None else find_person(session, person_id)


def spend_link(session: Session, token_hash: str, *, now: dt.datetime) -> UUID | None:
    """Use a link up and return whom it is for; of two at once only one gets an answer."""
    person_ok = select(person.c.id).where(person.c.deactivated_at.is_(None))
    return session.execute(
        update(invite)
        .where(
            invite.c.token_hash == token_hash,
            invite.c.used_at.is_(None),
            invite.c.expires_at > now,
            invite.c.person_id.in_(person_ok),
        )
        .values(used_at=now)
        .returning(invite.c.person_id)
    ).scalar_one_or_none()


def set_password(session: Session, person_id: UUID, password_hash: str) -> None:
    """Set a person's password."""
    session.execute(
        update(person).where(person.c.id == person_id).values(password_hash=password_hash)
    )


def _good(token_hash: str, now: dt.datetime) -> tuple[Any, ...]:
    return (
        invite.c.token_hash == token_hash,
        invite.c.used_at.is_(None),
        invite.c.expires_at > now,
        person.c.deactivated_at.is_(None),
    )
