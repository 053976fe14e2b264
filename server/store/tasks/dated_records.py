"""The newest records of some tasks of some cases, for what in them stands on the board."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.tasks.records import value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRecord:
    """What was filled in last for a task of a case and a key, and the version that words it."""

    case_id: UUID
    element: str
    key: str
    form: str
    definition_hash: str
    post_id: str
    subject_unit_id: str | None
    opened_at: datetime
    value: Mapping[str, Json] = field(repr=False)


def newest(session: Session, wanted: Collection[tuple[UUID, str]]) -> Sequence[BoardRecord]:
    """Return the newest record of each case and element that is wanted, one for each key."""
    values = {"cases": [case for case, _ in wanted], "elements": [name for _, name in wanted]}
    return [
        BoardRecord(**{**row, "value": value_of(row["value"])})
        for row in session.execute(_NEWEST, values).mappings()
    ]


_NEWEST = text("""
SELECT DISTINCT ON (t.case_id, t.element, t.key) t.case_id, t.element, t.key, t.form,
  t.definition_hash, t.post_id, t.subject_unit_id, t.opened_at, t.result AS value
FROM unnest(CAST(:cases AS uuid[]), CAST(:elements AS text[])) AS w(case_id, element)
JOIN task t ON t.case_id = w.case_id AND t.element = w.element AND t.state = 'done'
WHERE t.result IS NOT NULL
ORDER BY t.case_id, t.element, t.key, t.closed_at DESC, t.id DESC
""")
