"""Earlier records about the same unit, of a case itself or of others of its bloc: what they say."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import Json
from server.store import Session
from server.store.tasks.records import value_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTaken:
    """Which records are asked for: of a task, for what a task of a case is about.

    `kind` is the process of the other cases, empty for the case itself; in each case that counts,
    all of `after` stand. `years_before`: cases of so many years before count, too. `each_since`
    asks for the records of every unit, as far as they came after that task of the case itself.
    """

    case_id: UUID
    key: str
    subject_unit_id: str | None
    kind: str
    element: str
    after: Collection[str]
    years_before: int
    each_since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenRecord:
    """The newest such record of one case, with what that case was opened with."""

    task_id: UUID
    form: str
    definition_hash: str
    unit_id: str | None = None
    slot: str
    case_vi: str
    case_en: str
    value: Mapping[str, Json] = field(repr=False)
    opening: Mapping[str, Json] = field(repr=False)


def newest(session: Session, wanted: WantedTaken) -> Sequence[TakenRecord]:
    """Return one for each case, that of the newest case first, or one for each unit of the case.

    In a case it is the newest of those after which the most of `after` was reached: what was
    handed in anew since the signature is not what was signed. Where what a milestone was reached by
    was done again, as a second signature, that counts.
    Of samples for a sample alone, but in a demonstration, where the year that is past is one.
    """
    values = {
        "case": wanted.case_id,
        "key": wanted.key,
        "subject": wanted.subject_unit_id,
        "kind": wanted.kind,
        "element": wanted.element,
        "after": [*wanted.after],
        "years": wanted.years_before,
        "since": wanted.each_since,
    }
    return [
        TakenRecord(
            task_id=row.task_id,
            form=row.form,
            definition_hash=row.definition_hash,
            unit_id=row.unit_id,
            slot=row.slot,
            case_vi=row.case_vi,
            case_en=row.case_en,
            value=value_of(row.value),
            opening=value_of(row.opening),
        )
        for row in session.execute(_OF_EACH if wanted.each_since else _NEWEST, values)
    ]


_NEWEST = text("""
SELECT t.id AS task_id, t.form, t.result AS value, s.opening, t.subject_unit_id AS unit_id,
  s.slot, s.title_vi AS case_vi, s.title_en AS case_en,
  coalesce(nullif(t.definition_hash, ''), t.instance_hash) AS definition_hash
FROM case_ c JOIN bloc_year y ON y.id = c.bloc_year_id
CROSS JOIN (SELECT EXISTS (SELECT FROM deployment WHERE demonstration) AS demonstration) d
JOIN bloc_year x ON x.bloc_id = y.bloc_id AND x.year BETWEEN y.year - :years AND y.year
JOIN case_ s ON s.bloc_year_id = x.id AND s.state <> 'cancelled'
  AND (s.id = c.id OR (s.kind = :kind AND (s.simulated = c.simulated OR d.demonstration)))
JOIN LATERAL (
  SELECT r.*, i.definition_hash AS instance_hash FROM task r JOIN instance i ON i.id = r.instance_id
  WHERE r.case_id = s.id AND r.element = :element AND r.state = 'done' AND r.result IS NOT NULL
    AND CASE WHEN s.id = c.id THEN r.key IN ('', :key)
      ELSE r.subject_unit_id IS NOT DISTINCT FROM CAST(:subject AS text) END
  ORDER BY (SELECT count(*) FROM unnest(CAST(:after AS text[])) w(name) WHERE EXISTS (
      SELECT FROM milestone m LEFT JOIN event e ON e.id = m.event
      LEFT JOIN task f ON f.case_id = s.id AND e.object = 'task/' || f.id
      LEFT JOIN task g ON g.case_id = s.id AND g.element = f.element AND g.key = f.key
        AND g.outcome = f.outcome AND g.state = 'done'
      WHERE m.case_id = s.id AND m.milestone = w.name AND m.key IN ('', r.key)
        AND greatest(m.at, g.closed_at) >= r.closed_at)) DESC,
    r.closed_at DESC, r.id DESC LIMIT 1) t ON true
WHERE c.id = :case AND (s.id = c.id) = (:kind = '')
  AND NOT EXISTS (SELECT FROM unnest(CAST(:after AS text[])) w(name) WHERE NOT EXISTS (
    SELECT FROM milestone m
    WHERE m.case_id = s.id AND m.milestone = w.name AND m.key IN ('', t.key)))
ORDER BY s.opened_at DESC, s.id DESC
""")
_OF_EACH = text("""
SELECT DISTINCT ON (r.key) r.id AS task_id, r.form, r.result AS value, c.opening,
  r.subject_unit_id AS unit_id, c.slot, c.title_vi AS case_vi, c.title_en AS case_en,
  coalesce(nullif(r.definition_hash, ''), i.definition_hash) AS definition_hash
FROM task r JOIN case_ c ON c.id = r.case_id JOIN instance i ON i.id = r.instance_id
WHERE r.case_id = :case AND r.element = :element AND r.state = 'done' AND r.result IS NOT NULL
  AND r.closed_at >= (SELECT max(b.closed_at) FROM task b
    WHERE b.case_id = :case AND b.element = :since AND b.state = 'done')
ORDER BY r.key, r.closed_at DESC, r.id DESC
""")
