"""When the tasks of cases were opened, done and due: of which the days of each step are told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session

MOST = 3000
"""Done tasks that are looked at: the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimes:
    """A task that was done; `due` is the first instant after its last day."""

    case_id: UUID
    element: str
    opened_at: datetime
    closed_at: datetime
    due: datetime | None


def times_of_done(session: Session, case_ids: Collection[UUID]) -> Sequence[StepTimes]:
    """List the done tasks of cases, the newest first: MOST at most."""
    found = session.execute(_DONE, {"cases": [*case_ids], "most": MOST}).mappings()
    return [StepTimes(**row) for row in found]


_DONE = text("""
SELECT case_id, element, opened_at, closed_at, due FROM task
WHERE case_id = ANY(CAST(:cases AS uuid[])) AND state = 'done'
ORDER BY closed_at DESC, id LIMIT :most
""")
