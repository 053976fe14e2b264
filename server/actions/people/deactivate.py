"""Close a person's account; their history stays."""

from datetime import datetime
from uuid import UUID

from server.actions.directories import link_account
from server.actions.factors import removal
from server.actions.identity import accounts, ended_sessions
from server.domain.canonical import Json
from server.domain.identity.second_factors import FactorEnd
from server.domain.people.actors import Actor
from server.domain.people.appointments import OwnAccount
from server.store import Session
from server.store.identity import invites
from server.store.people import account_proposals, people_admin
from server.store.tasks import claims


def deactivate(session: Session, person_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Let nobody sign in by this account: all that did ends, claims are put back.

    Raises NotAdministrator, OwnAccount, NoSuchPerson, KeptElsewhere.
    """
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    if person_id == actor.person_id:
        raise OwnAccount
    ended = people_admin.deactivate(session, person_id, now=now)
    invites.void_links(session, person_id, now=now)
    account_proposals.decline_all(session, person_id, by=actor.person_id, now=now)
    removal.remove_all(session, person, FactorEnd.CLOSED, actor=actor, now=now)
    link_account.remove_all(session, person, actor=actor, now=now)
    put_back = claims.release_tasks(session, person_id)
    told: dict[str, Json] = {"put_back": [str(task) for task in put_back]}
    accounts.note(session, "person.deactivated", person, actor=actor, now=now, payload=told)
    ended_sessions.note(session, person, ended, actor=actor, now=now)
