"""Who has taken a task upon themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.words import Words
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """What decides about a claim. Read it after the case's lock."""

    id: UUID
    post_id: str
    unit_id: str
    subject_unit_id: str | None
    assignee_id: UUID | None
    state: str
    done_name: str
    closed_at: datetime | None
    element: str


def find(session: Session, task_id: UUID) -> Claimable | None:
    """Read a task as of now."""
    row = session.execute(_FIND, {"id": task_id}).one_or_none()
    if row is None:
        return None
    return Claimable(
        id=row.id,
        post_id=row.post_id,
        unit_id=row.unit_id,
        subject_unit_id=row.subject_unit_id,
        assignee_id=row.assignee_id,
        state=row.state,
        done_name=row.done_name,
        closed_at=row.closed_at,
        element=row.element,
    )


def in_case_order(session: Session, task_ids: Collection[UUID]) -> Sequence[tuple[UUID, Words]]:
    """Name the tasks, by case: whoever locks several cases locks them in the same order."""
    rows = session.execute(_IN_CASE_ORDER, {"ids": list(task_ids)})
    return [(row.id, Words(row.title_vi, row.title_en)) for row in rows]


def assign(session: Session, task_id: UUID, person_id: UUID | None, *, now: datetime) -> None:
    """Write who has the task, or that nobody has."""
    values = {"id": task_id, "person": person_id, "at": now if person_id else None}
    session.execute(_ASSIGN, values)


_FIND = text("""
SELECT id, post_id, unit_id, subject_unit_id, assignee_id, state, done_name, closed_at, element
FROM task WHERE id = :id
""")
_IN_CASE_ORDER = text("""
SELECT id, title_vi, title_en FROM task WHERE id = ANY(:ids) ORDER BY case_id, id
""")
_ASSIGN = text("UPDATE task SET assignee_id = :person, claimed_at = :at WHERE id = :id")
