"""Drafts: what somebody has typed into a task's form, one a task, each save a new version."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.tasks.drafts import DraftHead
from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(DraftHead):
    """What was typed, by field name; versions count from 1."""

    content: Mapping[str, str]


def of_task(session: Session, task_id: UUID) -> Draft | None:
    """Return the draft of a task; only who may work the task may see it."""
    row = session.execute(_READ, {"task": task_id}).mappings().one_or_none()
    if row is None:
        return None
    return Draft(**{**row, "content": json.loads(row["content"])})


def head_of(found: Mapping[str, str | int] | None) -> DraftHead | None:
    """Read the draft's head as a statement with `HEAD` found it."""
    if found is None:
        return None
    return DraftHead(
        version=int(found["version"]),
        saved_by=UUID(str(found["saved_by"])),
        saved_name=str(found["saved_name"]),
        saved_on_behalf=str(found["saved_on_behalf"]),
        saved_at=datetime.fromisoformat(str(found["saved_at"])),
        tab=str(found["tab"]),
        turn=int(found["turn"]),
    )


def save(session: Session, task_id: UUID, draft: Draft) -> None:
    """Put a draft in the place of the one before; the task is locked, and the caller has judged."""
    session.execute(
        _SAVE,
        {
            "task": task_id,
            "version": draft.version,
            "content": json.dumps(dict(draft.content), ensure_ascii=False),
            "by": draft.saved_by,
            "name": draft.saved_name,
            "behalf": draft.saved_on_behalf,
            "at": draft.saved_at,
            "tab": draft.tab,
            "turn": draft.turn,
        },
    )


HEAD = """(SELECT json_build_object('version', f.version, 'saved_by', f.saved_by,
  'saved_name', f.saved_name, 'saved_on_behalf', f.saved_on_behalf, 'saved_at', f.saved_at,
  'tab', f.tab, 'turn', f.turn)
  FROM draft f WHERE f.task_id = t.id)"""
"""An expression beside a task `t`: its draft's head, NULL where there is none."""

_READ = text("""
SELECT version, content, saved_by, saved_name, saved_on_behalf, saved_at, tab, turn
FROM draft WHERE task_id = :task
""")
_SAVE = text("""
INSERT INTO draft(task_id, version, content, saved_by, saved_name, saved_on_behalf, saved_at, tab,
  turn)
VALUES (:task, :version, :content, :by, :name, :behalf, :at, :tab, :turn)
ON CONFLICT (task_id) DO UPDATE SET version = excluded.version, content = excluded.content,
  saved_by = excluded.saved_by, saved_name = excluded.saved_name,
  saved_on_behalf = excluded.saved_on_behalf, saved_at = excluded.saved_at,
  tab = excluded.tab, turn = excluded.turn
""")
