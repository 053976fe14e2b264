"""What a task's page says beside the work: put off until when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLife:
    """How an open task stands for one reader."""

    snoozed_until: date | None
    assignable: bool
    """Whether the reader, as head of the unit, may give it to another holder of its post."""


def find(
    session: Session, task_id: UUID, *, person_id: UUID, today: date, assignable: bool
) -> TaskLife:
    """Read it for one person, who may see the task."""
    row = session.execute(_FIND, {"task": task_id, "me": person_id, "today": today}).one()
    return TaskLife(snoozed_until=row.until, assignable=assignable)


_FIND = text("""
SELECT s.until FROM (SELECT 1) one
LEFT JOIN snooze s ON s.task_id = :task AND s.person_id = :me AND s.until > :today
""")
