"""What the decision tables of a case have answered, as its events keep it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.history.payloads import PAYLOADS


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingRow:
    """One answer: of an instance for a key, at an instant; `told` is as the event tells it."""

    key: str
    at: dt.datetime
    told: Mapping[str, Json]


def standing(session: Session, case_id: UUID) -> Sequence[RulingRow]:
    """Return the newest answer of each task and key, oldest first; none that was taken back."""
    rows = session.execute(_STANDING, {"stream": f"case/{case_id}"})
    return [RulingRow(key=row.key, at=row.at, told=row.told) for row in rows]


_STANDING = text(f"""
SELECT newest.key, newest.at, newest.told FROM (
  SELECT DISTINCT ON (ruling.value ->> 'element', moved.value ->> 'key')
    coalesce(moved.value ->> 'key', '') AS key, e.act_time AS at, ruling.value AS told,
    e.seq, ruling.n
  FROM event e JOIN {PAYLOADS} p ON p.event_id = e.id
  CROSS JOIN LATERAL jsonb_array_elements(
    COALESCE(p.payload::jsonb -> 'moved', '[]'::jsonb)) AS moved
  CROSS JOIN LATERAL jsonb_array_elements(
    COALESCE(moved.value -> 'rulings', '[]'::jsonb)) WITH ORDINALITY AS ruling(value, n)
  WHERE e.stream = :stream AND NOT EXISTS (
    SELECT FROM event later WHERE later.stream = e.stream AND later.seq > e.seq
      AND later.object = e.object AND later.kind = 'task.taken_back')
  ORDER BY ruling.value ->> 'element', moved.value ->> 'key', e.seq DESC, ruling.n DESC
) newest ORDER BY newest.seq, newest.n
""")  # noqa: S608 - a constant
