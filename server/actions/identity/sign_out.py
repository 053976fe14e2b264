"""Sign out: the session ends on the server, whoever still has its cookie."""

from datetime import datetime

from server.domain.identity.security_events import SESSION_REPLACED, SIGNED_OUT
from server.domain.people.actors import Actor
from server.store import Session
from server.store.identity import web_sessions
from server.store.security_events import writing
from server.store.security_events.writing import SecurityEvent


def sign_out(session: Session, id_hash: str, *, actor: Actor | None, now: datetime) -> None:
    """End a session; a second time changes nothing. No actor: another begins in its place."""
    whose = web_sessions.end(session, id_hash, now=now)
    if whose is None:
        return
    event = SecurityEvent(
        at=now,
        kind=SIGNED_OUT if actor else SESSION_REPLACED,
        person_id=whose,
        post_id=actor.post_id if actor else "",
        province=actor.province if actor else "",
    )
    writing.tell(session, event)
