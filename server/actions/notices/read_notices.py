"""Mark notices as read, one or all; only ever by an act of the reader's."""

from datetime import datetime

from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.notices import notices
from server.store.notices.notices import NoticeRow


def read_one(session: Session, key: str, *, actor: Actor, now: datetime) -> NoticeRow:
    """Mark one notice as read and return it; raises NotThere for what the actor is not told."""
    told = notices.newest(session, actor, now=now)
    found = next((row for row in told if row.key == key), None)
    if found is None:
        raise NotThere
    notices.read_one(session, actor, key)
    return found


def read_all(session: Session, *, until: datetime, actor: Actor, now: datetime) -> None:
    """Mark everything as read that was there at an instant: what came since stays new."""
    notices.read_all(session, actor, until=min(until, now), now=now)
