"""Go on in a new session, in the same post: the old one would count the time between as idle."""

from datetime import datetime

from server.store import Session
from server.store.identity import web_sessions
from server.store.identity.web_sessions import SignedInSession
from server.store.people.people import PostChoice


def begin_anew(
    session: Session, signed_in: SignedInSession, choice: PostChoice, *, now: datetime
) -> str:
    """End the session and begin another at `now`; return its token."""
    place = web_sessions.place_of(session, signed_in.id_hash)
    web_sessions.end(session, signed_in.id_hash, now=now)
    return web_sessions.start(session, signed_in.person_id, choice, place, now=now)
