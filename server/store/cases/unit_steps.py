"""How far the pools of cases have run that run once for each of many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyStep:
    """What became of an element for one key, in the newest run of its pool for that key.

    `element` is empty where the pool has run for it without a task. `due` is the first instant
    after the last day, of what is open where anything is; `outcome` is that of the task done last.
    """

    case_id: UUID
    process: str
    key: str
    running: bool
    element: str
    opened: bool
    due: datetime | None
    done_at: datetime | None
    outcome: str


def of_cases(session: Session, case_ids: Collection[UUID]) -> Sequence[KeyStep]:
    """List the steps of every key of these cases, at most one row for each of its elements."""
    found = session.execute(_STEPS, {"cases": [*case_ids]}).mappings()
    return [KeyStep(**row) for row in found]


_STEPS = text("""
WITH newest AS (
  SELECT DISTINCT ON (case_id, process, key) id, case_id, process, key, status
  FROM instance WHERE case_id = ANY(CAST(:cases AS uuid[])) AND key <> ''
  ORDER BY case_id, process, key, round DESC)
SELECT n.case_id, n.process, n.key, n.status = 'running' AS running,
  coalesce(t.element, '') AS element,
  coalesce(bool_or(t.state = 'open'), false) AS opened,
  coalesce(max(t.due) FILTER (WHERE t.state = 'open'), max(t.due)) AS due,
  max(t.closed_at) FILTER (WHERE t.state = 'done') AS done_at,
  coalesce((array_agg(t.outcome ORDER BY t.closed_at DESC, t.id)
    FILTER (WHERE t.state = 'done'))[1], '') AS outcome
FROM newest n LEFT JOIN task t ON t.instance_id = n.id
GROUP BY n.case_id, n.process, n.key, n.status, t.element
ORDER BY n.case_id, n.process, n.key, t.element
""")
