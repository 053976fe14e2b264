"""The questions that tell a case's state, in the names of `domain.history.replay`."""

from sqlalchemy import text

_LINE = """
  (VALUES ('self_points', CAST(trim_scale(s.self_points) AS text)),
    ('not_applicable', CASE WHEN s.not_applicable THEN 'True' END), ('reason', s.reason),
    ('note', s.note), ('appraisal_1', CAST(trim_scale(s.appraisal_1) AS text)),
    ('reason_1', s.reason_1),
    ('na_accepted', CASE WHEN s.na_accepted THEN 'True' END), ('stance', s.stance),
    ('explanation', s.explanation), ('appraisal_2', CAST(trim_scale(s.appraisal_2) AS text)),
    ('reason_2', s.reason_2)) AS x(part, value)"""
_MOMENT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
_SALTS = "string_agg(DISTINCT salt, ' ')"
_LINE_OF_BALLOT = "award_id || ' ' || unit_id || ' ' || choice"
_BALLOT = f"""string_agg({_LINE_OF_BALLOT}, chr(10) ORDER BY ({_LINE_OF_BALLOT}) COLLATE "C")"""


def _seal(salt: str, lines: str) -> str:
    """Return the SQL of `domain.history.seals.seal`."""
    return f"encode(sha256(convert_to({salt} || chr(10) || {lines}, 'UTF8')), 'hex')"


FACTS = text(
    f"""
SELECT 'holder/task/' || id AS name, CAST(assignee_id AS text) AS value FROM task
  WHERE case_id = :case AND state = 'open'
UNION ALL SELECT 'open/' || process || '/' || key || '/' || round,
  string_agg(element, ' ' ORDER BY element COLLATE "C")
  FROM task WHERE case_id = :case AND state = 'open' GROUP BY process, key, round
UNION ALL SELECT 'instance/' || i.process || '/' || i.key || '/' || i.round, i.status
  FROM instance i JOIN case_ c ON c.id = i.case_id
  WHERE i.case_id = :case AND c.state <> 'cancelled'
UNION ALL SELECT 'state/' || i.id, encode(sha256(convert_to(i.doc, 'UTF8')), 'hex')
  FROM instance i JOIN case_ c ON c.id = i.case_id
  WHERE i.case_id = :case AND c.state <> 'cancelled'
UNION ALL SELECT 'undo/' || i.id, encode(sha256(convert_to(u.doc, 'UTF8')), 'hex')
  FROM undo u JOIN instance i ON i.id = u.instance_id
  WHERE i.case_id = :case AND i.status = 'running' AND i.version = u.version + 1
UNION ALL SELECT 'before/' || instance_id, encode(sha256(convert_to(doc, 'UTF8')), 'hex')
  FROM instance_before WHERE case_id = :case
UNION ALL SELECT 'version/' || id, definition_hash FROM instance WHERE case_id = :case
UNION ALL SELECT 'line/' || s.unit_id || '/' || s.criterion_id || '.' || x.part, x.value
  FROM score s CROSS JOIN LATERAL {_LINE} WHERE s.case_id = :case
UNION ALL SELECT 'sheet/' || unit_id || '/lines', CAST(count(*) AS text)
  FROM score WHERE case_id = :case GROUP BY unit_id
UNION ALL SELECT 'vote/' || v.round || '/' || by_unit_id || '/' || award_id || '/' || unit_id,
  choice FROM vote v JOIN poll p ON p.case_id = v.case_id AND p.round = v.round
  WHERE v.case_id = :case AND p.closed_at IS NOT NULL
UNION ALL SELECT 'cast/' || round || '/' || by_unit_id, CAST(count(*) AS text)
  FROM vote WHERE case_id = :case GROUP BY round, by_unit_id
UNION ALL SELECT 'sealed/' || round || '/' || by_unit_id, {_seal(_SALTS, _BALLOT)}
  FROM vote WHERE case_id = :case GROUP BY round, by_unit_id HAVING max(salt) <> ''
UNION ALL SELECT 'sealed/' || round || '/' || scrutineer_unit_id || '/' || {_MOMENT},
  {_seal("salt", "value")} FROM count_entry WHERE case_id = :case AND salt <> ''
UNION ALL SELECT 'counts/' || round || '/' || scrutineer_unit_id, CAST(count(*) AS text)
  FROM count_entry WHERE case_id = :case GROUP BY round, scrutineer_unit_id
UNION ALL SELECT 'case_unit/' || unit_id || '/' || role, 'row' FROM case_unit WHERE case_id = :case
UNION ALL SELECT 'opinion/' || by_unit_id || '/' || award_id || '/' || unit_id || x.part, x.value
  FROM opinion CROSS JOIN LATERAL (VALUES ('', 'row'), ('/answer', answer)) AS x(part, value)
  WHERE case_id = :case
"""  # noqa: S608 - constants of this module
)
"""Facts of one text each: (name, value)."""
KEPT = text(r"""
SELECT i.id, i.doc FROM instance i JOIN case_ c ON c.id = i.case_id
WHERE i.case_id = :case AND c.state <> 'cancelled' AND starts_with(i.doc, '{"v"\:3,')
""")
"""The states of the engine that keep a message for a catch to come."""
_CASE = """
SELECT 'case' AS name, kind, bloc_year_id, definition_hash, rules_digest, previous_id, state,
  state_reason, simulated, opened_at, adopted_at, closed_at FROM case_ WHERE id = :case"""
_TASK = """
SELECT 'task/' || id AS name, state, bars, priority, instance_id, process, key, round, element,
  form, post_id, unit_id, subject_unit_id, due, due_sort, opened_at, note, note_by, simulated,
  closed_at, done_by, done_name, done_post, done_on_behalf, done_link_by, outcome,
  result AS result_json,
  definition_hash,
  CASE state WHEN 'done' THEN title_vi END AS title_vi,
  CASE state WHEN 'done' THEN title_en END AS title_en
FROM task WHERE case_id = :case"""
_EXPECTED = """
SELECT 'expected/' || process || '/' || key AS name, round, state, closed_at
FROM expected WHERE case_id = :case"""
_DELEGATION = """
SELECT 'delegation/' || d.id AS name, d.task_id, d.person_id, d.given_by, d.valid_from, d.valid_to,
  d.document, d.note, d.answer
FROM delegation d JOIN task t ON t.id = d.task_id WHERE t.case_id = :case"""
_SHEET = """
SELECT 'sheet/' || unit_id AS name, state, self_total, appraisal_1_total, appraisal_2_total,
  final_total, applicable_maximum, scaled, rank, shares_rank, reason
FROM sheet WHERE case_id = :case"""
_CANDIDATE = """
SELECT 'candidate/' || award_id || '/' || unit_id AS name, eligible, ineligible_because, proposed,
  reason, result, round FROM candidate WHERE case_id = :case"""
_POLL = """
SELECT 'poll/' || round AS name, mode, candidates, present, opened_at, closed_at, settled
FROM poll WHERE case_id = :case"""
_TALLY = """
SELECT 'tally/' || round || '/' || award_id || '/' || unit_id AS name, yes, base, passed, outcome
FROM tally WHERE case_id = :case"""
_COUNT = """
SELECT 'count/' || c.round || '/' || row_number() OVER (PARTITION BY c.round
    ORDER BY c.at, c.scrutineer_unit_id) - 1 AS name,
  c.scrutineer_unit_id AS unit, c.value,
  CASE c.agreed WHEN true THEN 'True' WHEN false THEN 'False' ELSE 'None' END AS agreed
FROM count_entry c JOIN poll p ON p.case_id = c.case_id AND p.round = c.round
WHERE c.case_id = :case AND p.closed_at IS NOT NULL"""
_MEETING = f"""
SELECT 'meeting/' || kind || '/' || {_MOMENT} AS name, held_on, present, minutes_no, minutes_date
FROM meeting WHERE case_id = :case"""  # noqa: S608 - constants of this module
_NOMINEE = """
SELECT 'nominee/' || id AS name, award_id, unit_id, opinion, opinion_reason, council_yes,
  council_base, CASE council_passed WHEN true THEN 'passed' WHEN false THEN 'dropped' END
    AS council_passed, council_reason, decision, decision_reason, decision_number, decision_date,
  published_at, notified_at FROM nominee WHERE case_id = :case"""
_DOCUMENT = """
SELECT 'document/' || coalesce(CAST(task_id AS text), '') || '/' || kind
    || CASE subject WHEN '' THEN '' ELSE '/' || subject END AS name, number, dated, at,
  element, agency, year, sequence, symbol
FROM document WHERE case_id = :case"""
_MILESTONE = """
SELECT 'milestone/' || milestone || '/' || key || '/' || number AS name, at
FROM milestone WHERE case_id = :case"""
ROWS = tuple(
    text(question)
    for question in (
        *(_CASE, _TASK, _EXPECTED, _DELEGATION, _SHEET, _CANDIDATE, _POLL, _TALLY, _COUNT),
        *(_MEETING, _NOMINEE, _DOCUMENT, _MILESTONE),
    )
)
"""Facts of whole rows: a name, and one fact for each other column."""
