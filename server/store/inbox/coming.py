"""How far the running cases are that a unit takes part in, per element of their diagrams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.cases.case_steps import Count
from server.domain.texts.words import Words
from server.store import Session

MOST_CASES = 60
"""As many as tell which units a list may be narrowed to: more than a unit has open at once."""
MOST_ROLES = 4
"""In how many roles a unit takes part in a case, at most: a member, and each of the bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCaseRow:
    """An open case: tasks counted over all units, and over the bloc's and the one unit's alone.

    `holders` names who has an element's only open post.
    """

    case_id: UUID
    kind: str
    short: Words
    year: int
    definition_hash: str
    definition_key: str
    rules_digest: str
    simulated: bool
    every: Mapping[str, Count]
    own: Mapping[str, Count]
    holders: Mapping[str, Words]


def running(session: Session, unit_id: str) -> Sequence[OpenCaseRow]:
    """Read the open cases of a unit in one statement, the newest first."""
    rows = session.execute(
        _RUNNING, {"unit": unit_id, "most": MOST_CASES, "rows": MOST_CASES * MOST_ROLES}
    ).all()
    cases = {row.id: row for row in rows}
    return [
        OpenCaseRow(
            case_id=head.id,
            kind=head.kind,
            short=Words(head.short_vi, head.short_en),
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
                if row.id == head.id and row.one_post
            },
        )
        for head in cases.values()
    ]


_RUNNING = text("""
WITH newest AS (
  SELECT u.case_id FROM case_unit u JOIN case_ c ON c.id = u.case_id
  WHERE u.unit_id = :unit AND c.state IN ('open', 'ending') ORDER BY u.case_id DESC LIMIT :rows),
 mine AS (
  SELECT c.id, c.kind, c.short_vi, c.short_en, c.definition_hash, c.rules_digest, c.simulated,
    c.opened_at, y.year, d.key
  FROM (SELECT DISTINCT case_id FROM newest ORDER BY case_id DESC LIMIT :most) n
  JOIN case_ c ON c.id = n.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
  JOIN definition d ON d.hash = c.definition_hash),
 by_key AS (
  SELECT t.case_id, t.element, t.key, bool_or(t.state = 'open') AS waits,
    bool_or(t.state = 'done') AS done, t.key IN ('', :unit) AS own,
    min(t.post_id) FILTER (WHERE t.state = 'open') AS first_post,
    max(t.post_id) FILTER (WHERE t.state = 'open') AS last_post
  FROM mine JOIN task t ON t.case_id = mine.id GROUP BY t.case_id, t.element, t.key)
SELECT mine.*, x.*, p.title_vi, p.title_en, p.id IS NOT NULL AS one_post FROM mine LEFT JOIN (
  SELECT case_id, element, count(*) AS keys, count(*) FILTER (WHERE waits) AS waiting,
    count(*) FILTER (WHERE done) AS finished, count(*) FILTER (WHERE own) AS own_keys,
    count(*) FILTER (WHERE own AND waits) AS own_waiting,
    CASE WHEN min(first_post) = max(last_post) THEN min(first_post) END AS post_id
  FROM by_key GROUP BY case_id, element) x ON x.case_id = mine.id
LEFT JOIN post p ON p.id = x.post_id
ORDER BY mine.id DESC
""")
