"""A private link by which a calendar program reads what is due for a person in a post of theirs.

Whoever has it sees those days and titles, so it is shown once and its token is kept nowhere; it
ends with a new one, a new password, the account, or when it is taken back.
"""

import secrets
from datetime import datetime

from server.actions.identity import accounts
from server.domain.people.actors import Actor, NotYourPost
from server.store import Session
from server.store.identity import calendar_links
from server.store.identity.calendar_links import CalendarLink


def make(session: Session, *, language: str, actor: Actor, now: datetime) -> str:
    """Make a link for the post acted in and return its token; the one before it ends.

    Raises NotYourPost where the post is lent, NoSuchPerson.
    """
    if actor.own_post is None:
        raise NotYourPost
    person = accounts.lock(session, actor.person_id)
    calendar_links.remove(session, actor.person_id, actor.post_id)
    token = secrets.token_urlsafe(32)
    link = CalendarLink(person_id=actor.person_id, post_id=actor.post_id, language=language)
    calendar_links.add(session, link, token, now=now)
    accounts.note(
        session, "calendar_link.made", person, actor=actor, now=now, payload={"post": link.post_id}
    )
    return token


def end(session: Session, *, actor: Actor, now: datetime) -> None:
    """Take back the link of the post acted in; nothing happens where there is none."""
    person = accounts.lock(session, actor.person_id)
    if calendar_links.remove(session, actor.person_id, actor.post_id):
        accounts.note(
            session,
            "calendar_link.ended",
            person,
            actor=actor,
            now=now,
            payload={"post": actor.post_id},
        )
