"""Drafts: what somebody has typed into a task's form, one a task, each save a new version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed, by field name, and who saved it when; versions count from 1."""

    version: int
    content: Mapping[str, str]
    saved_by: UUID
    saved_name: str
    saved_at: datetime


def of_task(session: Session, task_id: UUID) -> Draft | None:
    """Return the draft of a task; only who may work the task may see it."""
    row = session.execute(_READ, {"task": task_id}).one_or_none()
    if row is None:
        return None
    return Draft(
        version=row.version,
        content=json.loads(row.content),
        saved_by=row.saved_by,
        saved_name=row.saved_name,
        saved_at=row.saved_at,
    )


def save(session: Session, task_id: UUID, draft: Draft) -> bool:
    """Save a draft whose version follows the one in the table; False where it does not."""
    statement = _INSERT if draft.version == 1 else _UPDATE
    found = session.execute(
        statement,
        {
            "task": task_id,
            "version": draft.version,
            "content": json.dumps(dict(draft.content), ensure_ascii=False),
            "by": draft.saved_by,
            "name": draft.saved_name,
            "at": draft.saved_at,
        },
    )
    return found.one_or_none() is not None


_READ = text("""
SELECT version, content, saved_by, saved_name, saved_at FROM draft WHERE task_id = :task
""")
_INSERT = text("""
INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_at)
VALUES (:task, :version, :content, :by, :name, :at)
ON CONFLICT (task_id) DO NOTHING RETURNING version
""")
_UPDATE = text("""
UPDATE draft SET version = :version, content = :content, saved_by = :by, saved_name = :name,
  saved_at = :at
WHERE task_id = :task AND version = :version - 1 RETURNING version
""")
