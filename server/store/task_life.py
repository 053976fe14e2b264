"""What a task's page says beside the work: put off until when, and named in a remark."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLife:
    """How a task stands for one reader."""

    snoozed_until: date | None
    assignable: bool
    """Whether the reader, as head of the unit, may give it to another holder of its post."""
    rankable: bool
    """Whether the reader runs its case, and says what of it is urgent."""
    named: bool
    """Whether a remark names the reader's post, and nobody in it has seen it."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a task for one person in a post; read together."""

    snoozed_until: date | None
    named: bool


def find(session: Session, task_id: UUID, *, person_id: UUID, post_id: str, today: date) -> Beside:
    """Read it for one person, who may see the task."""
    values = {"task": task_id, "me": person_id, "post": post_id, "today": today}
    row = session.execute(_FIND, values).one()
    return Beside(row.until, row.named)


_FIND = text("""
SELECT (SELECT until FROM snooze WHERE task_id = :task AND person_id = :me AND until > :today)
    AS until,
  EXISTS (SELECT FROM mention WHERE task_id = :task AND post_id = :post AND seen_at IS NULL)
    AS named
""")
