"""What was handed in for one task, for every key: what operations over records reckon with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.tasks.records import value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordValue:
    """One record; `running` tells that its instance was not withdrawn."""

    instance_id: UUID
    key: str
    outcome: str
    value: Mapping[str, Json]
    running: bool


def of_element(session: Session, case_id: UUID, element: str) -> Sequence[RecordValue]:
    """Return the newest record of each instance, older instances first; none that is sealed."""
    rows = session.execute(_NEWEST, {"case": case_id, "element": element})
    return [
        RecordValue(
            instance_id=row.instance_id,
            key=row.key,
            outcome=row.outcome,
            value=value_of(row.result),
            running=row.status != "withdrawn",
        )
        for row in rows
    ]


_NEWEST = text("""
SELECT * FROM (
  SELECT DISTINCT ON (t.instance_id) t.instance_id, t.key, coalesce(t.outcome, '') AS outcome,
    t.result, i.status, t.closed_at, t.id
  FROM task t JOIN instance i ON i.id = t.instance_id
  WHERE t.case_id = :case AND t.element = :element AND t.state = 'done' AND t.result IS NOT NULL
  ORDER BY t.instance_id, t.closed_at DESC, t.id DESC
) newest ORDER BY closed_at, id
""")
