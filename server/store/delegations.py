"""Posts lent to persons: listed, lent and taken back."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select, update

from server.domain.appointments import Held
from server.store import Session
from server.store.tables import delegation, person, post, web_session


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRow:
    """A post lent to a person, by date."""

    id: UUID
    person_id: UUID
    person_name: str
    post_id: str
    title_vi: str
    title_en: str
    valid_from: dt.date
    valid_to: dt.date
    document: str
    revoked_at: dt.datetime | None


def listed(
    session: Session, *, person_id: UUID | None = None, post_id: str = "", since: dt.date | None
) -> tuple[DelegationRow, ...]:
    """List delegations to a person, or of a post, or all; those that end on `since` or later."""
    names = ("id", "person_id", "post_id", "valid_from", "valid_to", "document", "revoked_at")
    query = (
        select(
            *(delegation.c[name] for name in names),
            person.c.name.label("person_name"),
            post.c.title_vi,
            post.c.title_en,
        )
        .join(person, person.c.id == delegation.c.person_id)
        .join(post, post.c.id == delegation.c.post_id)
    )
    if person_id is not None:
        query = query.where(delegation.c.person_id == person_id)
    if post_id:
        query = query.where(delegation.c.post_id == post_id)
    if since is not None:
        query = query.where(delegation.c.valid_to >= since)
    query = query.order_by(delegation.c.valid_from.desc(), delegation.c.id)
    return tuple(DelegationRow(**row._mapping) for row in session.execute(query))  # noqa: SLF001 - SQLAlchemy's public name


def add(session: Session, delegation_id: UUID, lent: Held, *, last: dt.date, document: str) -> None:
    """Insert a delegation."""
    session.execute(
        insert(delegation).values(
            id=delegation_id,
            person_id=lent.person_id,
            post_id=lent.post_id,
            valid_from=lent.period.first,
            valid_to=last,
            document=document,
        )
    )


def revoke(session: Session, delegation_id: UUID, *, now: dt.datetime) -> tuple[UUID, str] | None:
    """Revoke a delegation that still stands and end its sessions; return person and post."""
    row = session.execute(
        update(delegation)
        .where(delegation.c.id == delegation_id, delegation.c.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(delegation.c.person_id, delegation.c.post_id)
    ).one_or_none()
    session.execute(
        update(web_session)
        .where(web_session.c.delegation_id == delegation_id, web_session.c.ended_at.is_(None))
        .values(ended_at=now)
    )
    return None if row is None else (row.person_id, row.post_id)


def find_post(session: Session, delegation_id: UUID) -> str | None:
    """Return the post a delegation lends."""
    return session.execute(
        select(delegation.c.post_id).where(delegation.c.id == delegation_id)
    ).scalar_one_or_none()
