"""What is open in a case and who has it: read by whoever plays roles, people or programs."""

from datetime import date, datetime
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.processes.award_review.tables import polls, results
from server.processes.award_review.tables.polls import PollRow
from server.processes.award_review.tables.results import CandidateRow, NomineeRow
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.tables import scores
from server.store import Session
from server.store.cases import cases
from server.store.people import holders
from server.store.tasks.work import OpenTask, open_tasks

__all__ = [
    "Actor",
    "CaseRules",
    "OpenTask",
    "ScoreLine",
    "Session",
    "candidates",
    "holder_of",
    "newest_round",
    "nominees",
    "open_tasks",
    "rules_of_case",
    "sheet_lines",
    "signed_minutes",
]


def holder_of(session: Session, post_id: str, *, now: datetime) -> Actor:
    """Return who holds a post today; raises LookupError where it is vacant."""
    found = holders.holder(session, post_id, today=local_day(now))
    if found is None:
        raise LookupError(post_id)
    return found


def rules_of_case(session: Session, case_id: UUID) -> CaseRules:
    """Return the frozen rules of a case."""
    return rules_of(session, cases.rules_digest(session, case_id))


def sheet_lines(session: Session, case_id: UUID, unit_id: str) -> tuple[ScoreLine, ...]:
    """Return a unit's sheet, line by line."""
    order = [item.id for _, item in rules_of_case(session, case_id).score_table.lines()]
    return scores.lines_of(session, case_id, unit_id, order)


def candidates(session: Session, case_id: UUID) -> list[CandidateRow]:
    """List the candidates of a review."""
    return results.candidates(session, case_id)


def newest_round(session: Session, case_id: UUID) -> PollRow:
    """Return the newest round of voting; raises LookupError before the first."""
    found = polls.newest(session, case_id)
    if found is None:
        raise LookupError(case_id)
    return found


def signed_minutes(session: Session, case_id: UUID) -> tuple[str, date] | None:
    """Return number and date of the minutes a submission rests on."""
    return results.signed_minutes(session, case_id)


def nominees(session: Session, case_id: UUID) -> list[NomineeRow]:
    """List the nominees of a submission."""
    return results.nominees(session, case_id)
