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
    rankable: bool
    """Whether the reader runs its case, and says what of it is urgent."""


def snoozed_until(session: Session, task_id: UUID, *, person_id: UUID, today: date) -> date | None:
    """Read until when one person, who may see the task, has put it off."""
    found: date | None = session.execute(
        _FIND, {"task": task_id, "me": person_id, "today": today}
    ).scalar()
    return found


_FIND = text("""
SELECT until FROM snooze WHERE task_id = :task AND person_id = :me AND until > :today
""")
