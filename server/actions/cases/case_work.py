"""What is open in a case and who has it: read by whoever plays roles, people or programs."""

from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.domain.blocs.rules import CaseRules
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.store import Session
from server.store.cases import cases
from server.store.people import holders
from server.store.tasks.work import OpenTask, open_tasks

__all__ = [
    "Actor",
    "CaseRules",
    "OpenTask",
    "Session",
    "holder_of",
    "open_tasks",
    "rules_of_case",
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
