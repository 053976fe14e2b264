"""Set one's password by a one-time link."""

from datetime import datetime
from uuid import UUID

from server.actions.identity import ended_sessions, new_password
from server.actions.identity.invite import hash_of
from server.domain.people.appointments import LinkSpent
from server.store import Session
from server.store.history import journal
from server.store.identity import invites
from server.store.people import people_admin
from server.store.people.people_admin import PersonRow


def holder(session: Session, token: str, *, now: datetime) -> PersonRow:
    """Return whom a link is for; raises LinkSpent."""
    person = invites.holder_of_link(session, hash_of(token), now=now)
    if person is None:
        raise LinkSpent
    return person


def accept(session: Session, token: str, *, password: str, again: str, now: datetime) -> UUID:
    """Set the password and use the link up; every session of the person ends.

    Of two who press at once, one is answered LinkSpent. Raises what `check_password` does.
    """
    person = holder(session, token, now=now)
    password_hash = new_password.hashed(session, person.id, password=password, again=again)
    people_admin.lock_person(session, person.id)
    person_id = invites.spend_link(session, hash_of(token), now=now)
    if person_id is None:
        raise LinkSpent
    handed = invites.set_password(session, person_id, password_hash, link=hash_of(token))
    ended = people_admin.end_sessions(session, person_id, now=now)
    journal.note(
        session,
        stream="people",
        kind="person.password_set",
        object=f"person/{person_id}",
        actor=None,
        payload={"person": {"id": str(person_id)}, "handed": handed},
        now=now,
        province=person.province,
    )
    ended_sessions.note(session, person, ended, actor=None, now=now)
    return person_id
