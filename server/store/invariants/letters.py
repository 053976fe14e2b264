"""Mail and reminders: none waits for ever."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.working_days.own_days import own_days_of_case

BREACHES = {
    "P4 mail waits for a month": """
        SELECT m.key FROM mail m WHERE m.state = 'waiting'
          AND m.created_at < :now - interval '30 days'""",
    "P4 mail handed over, its end unknown": """
        SELECT m.key FROM mail m WHERE m.state = 'handed'
          AND coalesce(m.leased_until, m.created_at) < :now - interval '1 day'""",
    "P4 reminder overdue by a month": """
        SELECT r.task_id || ' ' || r.kind || ' ' || r.day FROM reminder r
        JOIN task t ON t.id = r.task_id WHERE r.state = 'planned' AND t.state = 'open'
          AND r.due < :now - interval '30 days'""",
    "P4 reminder of no open task": """
        SELECT r.task_id || ' ' || r.kind || ' ' || r.day FROM reminder r
        LEFT JOIN task t ON t.id = r.task_id
        WHERE r.state = 'planned' AND t.state IS DISTINCT FROM 'open'""",
}
AT_A_TIME = 500
"""Tasks held in memory at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """An open task with a due date, and the kinds of reminders it has, sent ones included."""

    id: UUID
    element: str
    post_id: str
    due: datetime
    opened_at: datetime
    definition_hash: str
    rules_digest: str
    own_days: str
    kinds: frozenset[str]


def reminded(session: Session) -> Iterator[Reminded]:
    """List the open tasks people are reminded of; not those that moved to another definition."""
    for row in session.execute(_REMINDED, execution_options={"yield_per": AT_A_TIME}):
        values = {**row._mapping, "kinds": frozenset(row.kinds)}  # noqa: SLF001 - public
        yield Reminded(**values)


_REMINDED = text(f"""
SELECT t.id, t.element, t.post_id, t.due, t.opened_at, i.definition_hash, c.rules_digest,
  {own_days_of_case()} AS own_days,
  ARRAY(SELECT r.kind FROM reminder r WHERE r.task_id = t.id) AS kinds
FROM task t JOIN case_ c ON c.id = t.case_id JOIN instance i ON i.id = t.instance_id
WHERE t.state = 'open' AND t.due IS NOT NULL AND NOT c.simulated
  AND NOT EXISTS (SELECT 1 FROM instance_before b WHERE b.instance_id = i.id)
ORDER BY t.id
""")  # noqa: S608 - constants
