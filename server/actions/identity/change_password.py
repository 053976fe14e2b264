"""Change one's own password while signed in: from then on it is nobody else's doing."""

from datetime import datetime

from server.actions.identity import (
    accounts,
    ended_sessions,
    fresh_proof,
    new_password,
)
from server.actions.identity.fresh_proof import TypedProof
from server.domain.people.actors import Actor, DemonstrationAccount
from server.store import Session
from server.store.history import journal
from server.store.identity import invites
from server.store.people import people_admin


def change(  # noqa: PLR0913 - a password, named part by part
    session: Session,
    *,
    old: str,
    password: str,
    again: str,
    keep: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Set a new password, knowing the old one; every session but `keep` ends, and every link.

    Raises DemonstrationAccount, FreshPasswordWrong, TooManyTries, and what `check_password` does.
    """
    if actor.demonstration:
        raise DemonstrationAccount
    hashed = new_password.hashed(session, actor.person_id, password=password, again=again)
    fresh_proof.confirm(session, actor, TypedProof(old), now)
    person = accounts.lock(session, actor.person_id)
    invites.set_password(session, actor.person_id, hashed, link=None)
    invites.void_links(session, actor.person_id, now=now)
    ended = people_admin.end_sessions(session, actor.person_id, now=now, keep=keep)
    journal.note(
        session,
        stream="people",
        kind="person.password_changed",
        object=f"person/{actor.person_id}",
        actor=actor,
        payload={"person": {"id": str(actor.person_id), "name": actor.name}},
        now=now,
        province=person.province,
    )
    ended_sessions.note(session, person, ended, actor=actor, now=now)
