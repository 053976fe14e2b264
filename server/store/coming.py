"""How far the running cases are that a unit takes part in, per element of their diagrams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.case_steps import Count
from server.domain.words import Words
from server.store import Session

MOST_CASES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """An open case: tasks counted over all units, and over the bloc's and the one unit's alone.

    `holders` names who has an element's only open post.
    """

    case_id: UUID
    kind: str
    year: int
    definition_hash: str
    definition_key: str
    rules_digest: str
    simulated: bool
    every: Mapping[str, Count]
    own: Mapping[str, Count]
    holders: Mapping[str, Words]


def running(session: Session, unit_id: str) -> Sequence[Running]:
    """Read the newest open cases of a unit in one statement."""
    rows = session.execute(_RUNNING, {"unit": unit_id, "most": MOST_CASES}).all()
    cases = {row.id: row for row in rows}
    return [
        Running(
            case_id=head.id,
            kind=head.kind,
            year=head.year,
            definition_hash=head.definition_hash,
            definition_key=head.key,
            rules_digest=head.rules_digest,
            simulated=head.simulated,
            every={
                row.element: Count(keys=row.keys, waiting=row.waiting, finished=row.finished)
                for row in rows
                if row.id == head.id and row.element
            },
            own={
                row.element: Count(
                    keys=row.own_keys, waiting=row.own_waiting, finished=row.own_keys
                )
                for row in rows
                if row.id == head.id and row.own_keys
            },
            holders={
                row.element: Words(row.title_vi, row.title_en)
                for row in rows
                if row.id == head.id and row.posts == 1
            },
        )
        for head in cases.values()
    ]


_RUNNING = text("""
WITH mine AS (
  SELECT c.id, c.kind, c.definition_hash, c.rules_digest, c.simulated, c.opened_at, y.year, d.key
  FROM case_ c JOIN bloc_year y ON y.id = c.bloc_year_id
  JOIN definition d ON d.hash = c.definition_hash
  WHERE c.state = 'open'
    AND EXISTS (SELECT FROM case_unit u WHERE u.case_id = c.id AND u.unit_id = :unit)
  ORDER BY c.opened_at DESC, c.id LIMIT :most)
SELECT mine.*, x.* FROM mine LEFT JOIN LATERAL (
  SELECT t.element, count(DISTINCT t.key) AS keys,
    count(DISTINCT t.key) FILTER (WHERE t.state = 'open') AS waiting,
    count(DISTINCT t.key) FILTER (WHERE t.state = 'done') AS finished,
    count(DISTINCT t.key) FILTER (WHERE t.key IN ('', :unit)) AS own_keys,
    count(DISTINCT t.key) FILTER (WHERE t.state = 'open' AND t.key IN ('', :unit)) AS own_waiting,
    count(DISTINCT t.post_id) FILTER (WHERE t.state = 'open') AS posts,
    max(p.title_vi) FILTER (WHERE t.state = 'open') AS title_vi,
    max(p.title_en) FILTER (WHERE t.state = 'open') AS title_en
  FROM task t JOIN post p ON p.id = t.post_id
  WHERE t.case_id = mine.id
  GROUP BY t.element) x ON true
ORDER BY mine.opened_at DESC, mine.id
""")
