"""Sign out: the session ends on the server, whoever still has its cookie."""

from datetime import datetime

from server.store import Session
from server.store.identity import web_sessions


def sign_out(session: Session, id_hash: str, *, now: datetime) -> None:
    """End a session; a second time changes nothing."""
    web_sessions.end(session, id_hash, now=now)
