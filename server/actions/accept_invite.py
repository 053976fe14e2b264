"""Set one's password by a one-time link."""

from datetime import datetime
from uuid import UUID

from server.actions.invite import hash_of
from server.domain.appointments import LinkSpent, check_password
from server.store import Session, invites, journal, passwords, people_admin
from server.store.people_admin import PersonRow


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
    check_password(password, again, login=person.login)
    password_hash = passwords.hash_password(password)
    person_id = invites.spend_link(session, hash_of(token), now=now)
    if person_id is None:
        raise LinkSpent
    invites.set_password(session, person_id, password_hash)
    people_admin.end_sessions(session, person_id, now=now)
    journal.note(
        session,
        stream="people",
        kind="person.password_set",
        object=f"person/{person_id}",
        actor=None,
        payload={"person": {"id": str(person_id)}},
        now=now,
        province=person.province,
    )
    return person_id
