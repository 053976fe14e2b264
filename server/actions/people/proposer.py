"""Who proposed what waits for its second person is an administrator still."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.second_person import ProposerLeft
from server.store import Session
from server.store.people import account_proposals


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
