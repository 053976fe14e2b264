"""How many events of a case there are of each kind of act, and how many with a sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """Events of a case by act (a class of completions, else a kind), and those with a sign."""

    by_act: Mapping[str, int]
    with_signs: int

    def of(self, *acts: str) -> int:
        """Count the events of these acts."""
        return sum(self.by_act.get(act, 0) for act in acts)


def counts(session: Session, case_id: UUID) -> EventCounts:
    """Count the events of a case."""
    rows = session.execute(_COUNTS, {"case": case_id}).all()
    by_act = {row.act: row.events for row in rows}
    return EventCounts(by_act=by_act, with_signs=sum(row.signs for row in rows))


_COUNTS = text("""
SELECT told.act, count(*) AS events,
  count(*) FILTER (WHERE EXISTS (SELECT FROM oddity o WHERE o.event_id = told.event_id)) AS signs
FROM (
  SELECT event_id, act FROM event_payload WHERE case_id = :case
  UNION ALL
  SELECT x.event_id, CASE e.kind WHEN 'task.completed'
    THEN coalesce(CAST(x.remains AS jsonb) ->> 'act', '') ELSE e.kind END
  FROM erased x JOIN event e ON e.id = x.event_id
  WHERE e.stream = 'case/' || CAST(:case AS text)
) told GROUP BY told.act
""")
"""Of an event that was erased what remains says which act it was."""
