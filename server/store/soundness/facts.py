"""A case's history, and its state in the tables told as the replay of that history tells it."""

import json
from uuid import UUID

from sqlalchemy import text

from server.domain.replay import Event, Facts
from server.store import Session


def all_cases(session: Session) -> list[tuple[UUID, str]]:
    """List every case with the digest of its rules."""
    found = session.execute(text("SELECT id, rules_digest FROM case_ ORDER BY id"))
    return [(row.id, row.rules_digest) for row in found]


def history(session: Session, case_id: UUID) -> list[Event] | None:
    """List a case's events in order; None where a payload has been erased on legal ground."""
    found = session.execute(
        text("""
        SELECT e.kind, e.object, coalesce(t.form, '') AS form, p.payload FROM event e
        LEFT JOIN event_payload p ON p.event_id = e.id
        LEFT JOIN task t ON t.case_id = :case AND e.object = 'task/' || t.id
        WHERE e.stream = 'case/' || CAST(:case AS text) ORDER BY e.seq
        """),
        {"case": case_id},
    ).all()
    if any(row.payload is None for row in found):
        return None
    return [
        Event(kind=r.kind, object=r.object, form=r.form, payload=json.loads(r.payload))
        for r in found
    ]


def facts(session: Session, case_id: UUID) -> Facts:
    """Tell the state of a case as the replay of its events tells it; see `domain.replay`."""
    found = session.execute(_FACTS, {"case": case_id})
    return {row.name: row.value for row in found if row.value}


_LINE = """
  (VALUES ('self_points', CAST(trim_scale(s.self_points) AS text)),
    ('not_applicable', CASE WHEN s.not_applicable THEN 'True' END), ('reason', s.reason),
    ('note', s.note), ('appraisal_1', CAST(trim_scale(s.appraisal_1) AS text)),
    ('reason_1', s.reason_1),
    ('na_accepted', CASE WHEN s.na_accepted THEN 'True' END), ('stance', s.stance),
    ('explanation', s.explanation), ('appraisal_2', CAST(trim_scale(s.appraisal_2) AS text)),
    ('reason_2', s.reason_2)) AS x(part, value)"""
_SHEET = """
  (VALUES ('self_total', CAST(trim_scale(s.self_total) AS text)),
    ('final_total', CAST(trim_scale(s.final_total) AS text)),
    ('scaled', CAST(trim_scale(s.scaled) AS text)),
    ('rank', CASE WHEN c.adopted_at IS NOT NULL THEN CAST(s.rank AS text) END),
    ('state', CASE WHEN s.state IN ('adopted', 'taken_out') THEN s.state END)) AS x(part, value)"""
_NOMINEE = """
  (VALUES ('decision', n.decision), ('number', n.decision_number),
    ('council', CASE n.council_passed WHEN true THEN 'passed' WHEN false THEN 'dropped' END))
  AS x(part, value)"""
_FACTS = text(
    f"""
SELECT 'case' AS name, state AS value FROM case_ WHERE id = :case
UNION ALL SELECT 'task/' || id, outcome FROM task WHERE case_id = :case AND state = 'done'
UNION ALL SELECT 'holder/task/' || id, CAST(assignee_id AS text) FROM task
  WHERE case_id = :case AND state = 'open'
UNION ALL SELECT 'open/' || process || '/' || key || '/' || round,
  string_agg(element, ' ' ORDER BY element COLLATE "C")
  FROM task WHERE case_id = :case AND state = 'open' GROUP BY process, key, round
UNION ALL SELECT 'instance/' || i.process || '/' || i.key || '/' || i.round, i.status
  FROM instance i JOIN case_ c ON c.id = i.case_id
  WHERE i.case_id = :case AND c.state <> 'cancelled'
UNION ALL SELECT 'line/' || s.unit_id || '/' || s.criterion_id || '.' || x.part, x.value
  FROM score s CROSS JOIN LATERAL {_LINE} WHERE s.case_id = :case
UNION ALL SELECT 'sheet/' || s.unit_id || '/' || x.part, x.value
  FROM sheet s JOIN case_ c ON c.id = s.case_id CROSS JOIN LATERAL {_SHEET} WHERE s.case_id = :case
UNION ALL SELECT 'candidate/' || award_id || '/' || unit_id, result
  FROM candidate WHERE case_id = :case
UNION ALL SELECT 'tally/' || round || '/' || award_id || '/' || unit_id, yes || '/' || base
  FROM tally WHERE case_id = :case
UNION ALL SELECT 'vote/' || v.round || '/' || by_unit_id || '/' || award_id || '/' || unit_id,
  choice FROM vote v JOIN poll p ON p.case_id = v.case_id AND p.round = v.round
  WHERE v.case_id = :case AND p.closed_at IS NOT NULL
UNION ALL SELECT 'nominee/' || n.id || '/' || x.part, x.value
  FROM nominee n CROSS JOIN LATERAL {_NOMINEE} WHERE n.case_id = :case
"""  # noqa: S608 - constants of this module
)
