"""Rows of an extended deadline: what the case knows of it, the due dates and reminders by it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk

Rows = Iterable[Mapping[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueTask:
    """An open task with its due date."""

    id: UUID
    instance_id: UUID
    element: str
    post_id: str
    due: datetime | None
    title: Words


def open_tasks(session: Session, case_id: UUID) -> Sequence[DueTask]:
    """List the open tasks of a case, by id."""
    return [
        DueTask(
            id=row.id,
            instance_id=row.instance_id,
            element=row.element,
            post_id=row.post_id,
            due=row.due,
            title=Words(row.title_vi, row.title_en),
        )
        for row in session.execute(_OPEN, {"case": case_id})
    ]


def keep(session: Session, case_id: UUID, extended: str) -> None:
    """Write the days that were extended in a case, as JSON."""
    session.execute(_KEEP, {"case": case_id, "extended": extended})


def move(session: Session, dues: Rows, planned: Rows) -> None:
    """Give tasks (id, due) new due dates, and plan their reminders anew.

    `planned` rows: task_id, kind, day, post_id, due. What was sent stays, and is not sent again.
    """
    session.execute(_MOVE, {"dues": bulk.rows(dues)})
    session.execute(_PLAN, {"planned": bulk.rows(planned)})


_OPEN = text("""
SELECT id, instance_id, element, post_id, due, title_vi, title_en FROM task
WHERE case_id = :case AND state = 'open' ORDER BY id
""")
_KEEP = text("UPDATE case_ SET extended = :extended WHERE id = :case")
_MOVE = text("""
WITH d AS (SELECT * FROM json_to_recordset(CAST(:dues AS json)) AS r(id uuid, due timestamptz)),
held AS (SELECT task.id, d.due FROM task JOIN d ON d.id = task.id
  ORDER BY task.id FOR NO KEY UPDATE OF task),
gone AS (DELETE FROM reminder USING held
  WHERE reminder.task_id = held.id AND reminder.state = 'planned')
UPDATE task SET due = held.due, due_sort = held.due FROM held WHERE task.id = held.id
""")
_PLAN = text("""
INSERT INTO reminder(task_id, kind, day, post_id, due, state)
SELECT x.task_id, x.kind, x.day, x.post_id, x.due, 'planned'
FROM json_to_recordset(CAST(:planned AS json))
  AS x(task_id uuid, kind text, day date, post_id text, due timestamptz)
WHERE EXISTS (SELECT FROM post WHERE post.id = x.post_id)
ORDER BY x.task_id, x.kind, x.day
ON CONFLICT DO NOTHING
""")
