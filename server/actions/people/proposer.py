"""Who does what was proposed is a second person, and who proposed it an administrator still."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.second_person import ProposerLeft, check_second
from server.store import Session
from server.store.identity import invites
from server.store.people import account_proposals


def check_confirmer(
    session: Session, proposed_by: UUID | None, *, province: str, actor: Actor | None, now: datetime
) -> None:
    """Refuse the proposer, by another name too, and what somebody proposed who left since.

    None is the operator of the machine. Raises OwnProposal, SameHands and ProposerLeft.
    """
    by = actor.person_id if actor else None
    reach = invites.reach(session, {key for key in (proposed_by, by) if key})
    check_second(proposed_by=proposed_by, actor=actor, reach=reach)
    check_proposer(session, proposed_by, province=province, now=now)


def check_proposer(
    session: Session, proposed_by: UUID | None, *, province: str, now: datetime
) -> None:
    """Refuse what was proposed by who administers the province no longer; raises ProposerLeft.

    None is the operator of the machine.
    """
    if proposed_by is not None and not account_proposals.still_administers(
        session, proposed_by, province, today=local_day(now)
    ):
        raise ProposerLeft
