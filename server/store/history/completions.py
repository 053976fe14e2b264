"""The completions of cases in the order of their events, those that were erased among them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import text

from server.domain.history.adopting import DoneTask
from server.store import Session


def of_cases(session: Session, cases: Collection[UUID]) -> Sequence[DoneTask]:
    """List the completions of cases, each case's in order."""
    found = session.execute(_COMPLETIONS, {"streams": [f"case/{each}" for each in cases]})
    return [DoneTask(**row) for row in found.mappings()]


_COMPLETIONS = text("""
SELECT e.id, CAST(substr(e.stream, 6) AS uuid) AS case_id, e.definition_hash AS version,
  coalesce(p.element, x.element, '') AS element, coalesce(told.task ->> 'form', '') AS form,
  coalesce(told.task ->> 'key', '') AS key, coalesce(told.act, '') AS act
FROM event e LEFT JOIN event_payload p ON p.event_id = e.id
LEFT JOIN erased x ON x.event_id = e.id
CROSS JOIN LATERAL (SELECT kept -> 'task' AS task, kept ->> 'act' AS act
  FROM CAST(coalesce(p.payload, x.remains) AS json) AS kept) told
WHERE e.stream = ANY(:streams) AND e.kind = 'task.completed' ORDER BY e.stream, e.seq
""")
