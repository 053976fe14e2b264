"""End all sessions of a person, as an administrator of theirs: with a reason, and told to them."""

from datetime import datetime
from uuid import UUID

from server.actions.identity import accounts, ended_sessions, tell_person
from server.domain.identity.session_ends import NoSessionOpen, check_reason
from server.domain.people.actors import Actor
from server.domain.people.appointments import OwnAccount
from server.store import Session
from server.store.database.ids import new_id
from server.store.people import people_admin


def end_all(
    session: Session, person_id: UUID, *, reason: str, actor: Actor | None, now: datetime
) -> int:
    """End them, forget the browsers that were known, and take back what calendar programs read by.

    None is the operator of the machine. Returns how many ended. One's own end on the page of one's
    account. Raises NotAdministrator, NoSuchPerson, KeptElsewhere, OwnAccount, NoSessionOpen,
    SessionEndReasonMissing, SessionEndReasonTooLong.
    """
    why = check_reason(reason)
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    if actor is not None and person_id == actor.person_id:
        raise OwnAccount
    ended = people_admin.end_sessions(session, person_id, now=now)
    if not ended:
        raise NoSessionOpen
    ended_sessions.note(session, person, ended, actor=actor, now=now, reason=why)
    tell_person.of_ended_sessions(session, person_id, new_id(now), why, actor=actor, now=now)
    return ended
