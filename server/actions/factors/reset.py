"""Take a lost factor away from a person: one administrator proposes it, another confirms."""

from datetime import datetime, timedelta
from uuid import UUID

from server.actions.factors import removal
from server.actions.identity import accounts, ended_sessions, tell_person
from server.actions.identity.approving_posts import approving_posts, asked_approving
from server.config import PROPOSALS_HOLD
from server.domain.canonical import Json
from server.domain.identity.second_factors import FactorEnd, FactorMissing
from server.domain.people.actors import Actor
from server.domain.people.appointments import OwnAccount
from server.domain.people.posts import Position, position_of
from server.domain.people.second_person import ProposalKind, ProposalWaits
from server.store import Session
from server.store.database.ids import new_id
from server.store.identity import second_factors
from server.store.people import account_proposals, people_admin
from server.store.people.account_proposals import AccountProposalRow, NewProposal
from server.store.people.people_admin import PersonRow


def propose(
    session: Session,
    person_id: UUID,
    *,
    actor: Actor | None,
    now: datetime,
    hold: timedelta = PROPOSALS_HOLD,
) -> bool:
    """Propose it, whatever posts the person is in: a second one of two that sign them in goes.

    The operator of the machine, None, does it at once for an administrator, whom the operator also
    gives links; tells whether it is done. Raises NotAdministrator, OwnAccount, NoSuchPerson,
    KeptElsewhere, FactorMissing, ProposalWaits.
    """
    person = accounts.lock_kept(session, person_id, actor=actor, now=now)
    if actor is not None and person_id == actor.person_id:
        raise OwnAccount
    if not second_factors.has_any(session, person_id):
        raise FactorMissing
    if actor is None and _administers_alone(session, person_id, now):
        _remove(session, person, actor=None, now=now, hands={})
        return True
    by = actor.person_id if actor else None
    asked = NewProposal(id=new_id(now), by=by, at=now, hold=hold)
    if not account_proposals.propose_reset(session, person_id, asked):
        raise ProposalWaits
    told: dict[str, Json] = {"proposal": str(asked.id), "until": asked.until.isoformat()}
    accounts.note(session, "person.reset_proposed", person, actor=actor, now=now, payload=told)
    tell_person.of_proposal(
        session, person_id, asked.id, kind=ProposalKind.RESET, actor=actor, now=now
    )
    return False


def confirmed(
    session: Session,
    row: AccountProposalRow,
    *,
    proposed: str,
    actor: Actor | None,
    now: datetime,
) -> None:
    """Do it, as the second person. Raises NoSuchPerson, KeptElsewhere, FactorMissing."""
    person = accounts.lock_kept(session, row.person_id, actor=actor, now=now)
    hands: dict[str, Json] = {
        "proposed_by": proposed,
        "confirmed_by": tell_person.name_of(actor),
    }
    _remove(session, person, actor=actor, now=now, hands=hands)


def _remove(
    session: Session,
    person: PersonRow,
    *,
    actor: Actor | None,
    now: datetime,
    hands: dict[str, Json],
) -> None:
    """Sessions end with the factor: who had it lost may not be who has it."""
    gone = removal.remove_all(session, person, FactorEnd.RESET, actor=actor, now=now, hands=hands)
    if not gone:
        raise FactorMissing
    ended = people_admin.end_sessions(session, person.id, now=now)
    ended_sessions.note(session, person, ended, actor=actor, now=now)


def _administers_alone(session: Session, person_id: UUID, now: datetime) -> bool:
    approving = {
        *approving_posts(session, person_id, now=now),
        *asked_approving(session, person_id, now=now),
    }
    return {position_of(post) for post in approving} == {Position.ADMINISTRATOR}
