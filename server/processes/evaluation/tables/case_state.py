"""What of a case stands in the tables of the evaluation, in the names of its replay."""

from server.processes.evaluation.tables.schema import SCALED
from server.store.invariants.case_questions import CaseQuestions

_LINE = """
  (VALUES ('self_points', CAST(trim_scale(s.self_points) AS text)),
    ('not_applicable', CASE WHEN s.not_applicable THEN 'True' END), ('reason', s.reason),
    ('note', s.note), ('appraisal_1', CAST(trim_scale(s.appraisal_1) AS text)),
    ('reason_1', s.reason_1),
    ('na_accepted', CASE WHEN s.na_accepted THEN 'True' END), ('stance', s.stance),
    ('explanation', s.explanation), ('appraisal_2', CAST(trim_scale(s.appraisal_2) AS text)),
    ('reason_2', s.reason_2),
    ('actual', CAST(trim_scale(s.actual) AS text)),
    ('target', CAST(trim_scale(s.target) AS text)),
    ('actual_1', CAST(trim_scale(s.actual_1) AS text)),
    ('target_1', CAST(trim_scale(s.target_1) AS text)),
    ('actual_2', CAST(trim_scale(s.actual_2) AS text)),
    ('target_2', CAST(trim_scale(s.target_2) AS text)),
    ('collated', CAST(trim_scale(s.collated) AS text))) AS x(part, value)"""
_GIVEN = """
  (VALUES ('party', g.unit_id), ('points', CAST(trim_scale(g.points) AS text)),
    ('actual', CAST(trim_scale(g.actual) AS text)), ('target', CAST(trim_scale(g.target) AS text)),
    ('ground', g.ground), ('left_out', CASE WHEN g.left_out THEN 'True' END),
    ('collated', CAST(trim_scale(g.collated) AS text))) AS x(part, value)"""
_FACTS = f"""
SELECT 'line/' || s.unit_id || '/' || s.criterion_id || '.' || x.part, x.value
  FROM score s CROSS JOIN LATERAL {_LINE} WHERE s.case_id = :case
UNION ALL SELECT 'given/' || g.scored_unit_id || ':' || g.criterion_id || '.' || x.part, x.value
  FROM given_score g CROSS JOIN LATERAL {_GIVEN} WHERE g.case_id = :case
UNION ALL SELECT 'sheet/' || unit_id || '/lines', CAST(count(*) AS text)
  FROM score WHERE case_id = :case GROUP BY unit_id
"""  # noqa: S608 - constants of this module
_SHEET = f"""
SELECT 'sheet/' || unit_id AS name, state, self_total, appraisal_1_total, appraisal_2_total,
  final_total, applicable_maximum, {SCALED} AS scaled, rank, shares_rank, reason
FROM sheet WHERE case_id = :case"""  # noqa: S608 - constants of this module
_FACT = """
SELECT 'fact/' || unit_id || '/' || condition_id AS name, number, dated, note, taken_back, due,
  reached, days
FROM unit_fact WHERE case_id = :case"""
CASE_STATE = CaseQuestions(facts=_FACTS, rows=(_SHEET, _FACT))
