"""What whoever plays the award review's roles, a person or a program, reads of a case."""

from uuid import UUID

from server.processes.award_review.tables import polls, results
from server.processes.award_review.tables.polls import PollRow
from server.processes.award_review.tables.results import CandidateRow
from server.store import Session


def candidates(session: Session, case_id: UUID) -> list[CandidateRow]:
    """List the candidates of a review."""
    return results.candidates(session, case_id)


def newest_round(session: Session, case_id: UUID) -> PollRow:
    """Return the newest round of voting; raises LookupError before the first."""
    found = polls.newest(session, case_id)
    if found is None:
        raise LookupError(case_id)
    return found
