"""Sign out: the session ends on the server, whoever still has its cookie."""

from datetime import datetime

from server.domain.identity.security_events import SIGNED_OUT
from server.domain.people.actors import Actor
from server.store import Session
from server.store.identity import web_sessions
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent


def sign_out(session: Session, id_hash: str, *, actor: Actor | None, now: datetime) -> None:
    """End a session; a second time changes nothing. No actor: another begins in its place."""
    if not web_sessions.end(session, id_hash, now=now) or actor is None:
        return
    event = SecurityEvent(
        at=now,
        kind=SIGNED_OUT,
        person_id=actor.person_id,
        post_id=actor.post_id,
        province=actor.province,
    )
    writing.tell(session, event)
