"""Sessions of the browser that somebody else's act ends, many at a time."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, select, update

from server.store import Session
from server.store.tables import calendar_link, known_browser, web_session


def end_of_person(session: Session, person_id: UUID, *, now: datetime, keep: str = "") -> int:
    """End every session of a person but the one whose key is `keep`; return how many.

    No browser stays known, and no calendar program reads on.
    """
    for table in (known_browser, calendar_link):
        session.execute(delete(table).where(table.c.person_id == person_id))
    return end_others(session, person_id, keep=keep, now=now)


def end_others(session: Session, person_id: UUID, *, keep: str, now: datetime) -> int:
    """End every session of a person but the one whose key is `keep`, and nothing else."""
    which = and_(web_session.c.person_id == person_id, web_session.c.id_hash != keep)
    return _end(session, which, now=now)


def end_of_delegation(session: Session, delegation_id: UUID, *, now: datetime) -> int:
    """End every session that acts by a delegation; return how many."""
    return _end(session, web_session.c.delegation_id == delegation_id, now=now)


def _end(session: Session, which: ColumnElement[bool], *, now: datetime) -> int:
    """End them in the order of their keys: a person's and a delegation's may be the same rows."""
    live = select(web_session.c.id_hash).where(which, web_session.c.ended_at.is_(None))
    held = live.order_by(web_session.c.id_hash).with_for_update(key_share=True)
    ended = update(web_session).where(web_session.c.id_hash.in_(held)).values(ended_at=now)
    return len(session.execute(ended.returning(web_session.c.id_hash)).all())
