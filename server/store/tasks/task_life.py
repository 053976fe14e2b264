"""What a task's page says beside the work: put off, named in a remark, handed to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The newest handing over of a task; `answer` are the words of who handed it back."""

    giver: str
    colleague: str
    colleague_id: UUID
    first: date
    last: date
    document: str
    note: str
    answer: str
    ended: bool
    """Whether it was handed back or recalled, or has run out."""


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
    handover: Handover | None
    """Told to those alone who act in the task's post, or at the task."""
    entrustable: bool
    """Whether the reader, as a holder of its post, may hand it to a colleague."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a task for one person in a post; read together."""

    snoozed_until: date | None
    named: bool
    handover: Handover | None


def find(session: Session, task_id: UUID, *, person_id: UUID, post_id: str, today: date) -> Beside:
    """Read it for one person, who may see the task."""
    values = {"task": task_id, "me": person_id, "post": post_id, "today": today}
    row = session.execute(_FIND, values).one()
    return Beside(row.until, row.named, _handover(row.handover))


def _handover(found: Mapping[str, Any] | None) -> Handover | None:
    if found is None:
        return None
    days = {name: date.fromisoformat(found[name]) for name in ("first", "last")}
    return Handover(**{**found, **days, "colleague_id": UUID(found["colleague_id"])})


_FIND = text("""
SELECT (SELECT until FROM snooze WHERE task_id = :task AND person_id = :me AND until > :today)
    AS until,
  EXISTS (SELECT FROM mention WHERE task_id = :task AND post_id = :post AND seen_at IS NULL)
    AS named,
  (SELECT json_build_object('giver', g.name, 'colleague', p.name, 'colleague_id', p.id,
      'first', d.valid_from, 'last', d.valid_to, 'document', d.document, 'note', d.note,
      'answer', d.answer, 'ended', d.revoked_at IS NOT NULL OR d.valid_to < :today)
    FROM delegation d JOIN person p ON p.id = d.person_id JOIN person g ON g.id = d.given_by
    WHERE d.task_id = :task ORDER BY d.id DESC LIMIT 1) AS handover
""")
