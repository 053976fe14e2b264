"""End sessions of one's own that are open elsewhere: a browser left, or somebody else's."""

from datetime import datetime

from server.actions.identity import accounts, ended_sessions
from server.domain.people.actors import Actor
from server.store import Session
from server.store.identity import own_sessions, web_sessions
from server.store.people.ended_sessions import end_others


def end_one(session: Session, key: str, *, actor: Actor, now: datetime) -> None:
    """End the session that the page calls by a key; one that has ended meanwhile is no fault."""
    person = accounts.lock(session, actor.person_id)
    for own in own_sessions.listed(session, actor.person_id, now=now):
        if own.key == key:
            web_sessions.end(session, own.id_hash, now=now)
            ended_sessions.note(session, person, 1, actor=actor, now=now)


def end_all_others(session: Session, *, keep: str, actor: Actor, now: datetime) -> None:
    """End all sessions of the actor but the one whose key in the database is `keep`."""
    person = accounts.lock(session, actor.person_id)
    ended = end_others(session, actor.person_id, keep=keep, now=now)
    ended_sessions.note(session, person, ended, actor=actor, now=now)
