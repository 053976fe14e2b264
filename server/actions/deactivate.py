"""Close a person's account; their history stays."""

from datetime import datetime
from uuid import UUID

from server.actions import ended_sessions
from server.domain.administering import check_administers
from server.domain.appointments import NoSuchPerson, OwnAccount
from server.domain.people import Actor
from server.store import Session, account_proposals, claims, invites, journal, people_admin


def deactivate(session: Session, person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """End sessions and links, put back what was claimed, and let nobody sign in by this account.

    Raises NotAdministrator, OwnAccount, NoSuchPerson.
    """
    person = people_admin.lock_person(session, person_id)
    if person is None or person.deactivated_at is not None:
        raise NoSuchPerson
    check_administers(actor, person.province)
    if person_id == actor.person_id:
        raise OwnAccount
    ended = people_admin.deactivate(session, person_id, now=now)
    invites.void_links(session, person_id, now=now)
    account_proposals.decline_all(session, person_id, by=actor.person_id, now=now)
    put_back = claims.release_tasks(session, person_id)
    journal.note(
        session,
        stream="people",
        kind="person.deactivated",
        object=f"person/{person_id}",
        actor=actor,
        payload={
            "person": {"id": str(person.id), "login": person.login, "name": person.name},
            "put_back": [str(task) for task in put_back],
        },
        now=now,
        province=person.province,
    )
    ended_sessions.note(session, person, ended, actor=actor, now=now)
