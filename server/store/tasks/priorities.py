"""Which open tasks of a case are urgent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.tasks.priorities import Priority
from server.domain.texts.words import Words
from server.store import Session
from server.store.tasks.post_titles import TASK_POST

MOST = 600
"""Open tasks a case's page of priorities lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritisedTask:
    """A task with what decides about its priority; `post` and `subject` are what is shown."""

    id: UUID
    title: Words
    element: str
    post_id: str
    post: Words
    subject_unit_id: str
    priority: Priority
    due: datetime | None
    state: str
    done_name: str
    done_on_behalf: str
    closed_at: datetime | None


def of_case(session: Session, case_id: UUID) -> Sequence[PrioritisedTask]:
    """List the open tasks of a case, urgent ones first."""
    return _ranked(session, _OPEN, {"case": case_id})


def find(session: Session, case_id: UUID, task_ids: Collection[UUID]) -> Sequence[PrioritisedTask]:
    """Read these tasks of a case, open or not; others' are left out."""
    return _ranked(session, _THESE, {"case": case_id, "ids": list(task_ids)})


def put(session: Session, task_ids: Collection[UUID], priority: Priority) -> None:
    """Write the priority of tasks."""
    session.execute(_PUT, {"ids": list(task_ids), "priority": priority.value})


def _ranked(session: Session, query: str, values: dict[str, object]) -> Sequence[PrioritisedTask]:
    return [
        PrioritisedTask(
            id=row.id,
            title=Words(row.title_vi, row.title_en),
            element=row.element,
            post_id=row.post_id,
            post=Words(row.post_vi, row.post_en),
            subject_unit_id=row.subject_unit_id or "",
            priority=Priority(row.priority),
            due=row.due,
            state=row.state,
            done_name=row.done_name,
            done_on_behalf=row.done_on_behalf,
            closed_at=row.closed_at,
        )
        for row in session.execute(text(query), values)
    ]


_READ = f"""
SELECT t.id, t.title_vi, t.title_en, t.element, t.post_id, t.subject_unit_id, t.priority, t.due,
  t.state, t.done_name, t.done_on_behalf, t.closed_at, {TASK_POST}
FROM task t JOIN post p ON p.id = t.post_id WHERE t.case_id = :case AND """  # noqa: S608
_ORDER = f" ORDER BY t.priority, t.due_sort, t.id LIMIT {MOST}"
_OPEN = _READ + "t.state = 'open'" + _ORDER
_THESE = _READ + "t.id = ANY(:ids)" + _ORDER
_PUT = text("""
UPDATE task SET priority = :priority FROM (
  SELECT id FROM task WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE) held
WHERE task.id = held.id
""")
