"""The questions that tell a case's state, in the names of `domain.history.replay`."""

from sqlalchemy import text

from server.store.steps.undo import KEPT as KEPT_ROW

_MOMENT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
FACTS = f"""
SELECT 'holder/task/' || id AS name, CAST(assignee_id AS text) AS value FROM task
  WHERE case_id = :case AND state = 'open'
UNION ALL SELECT 'claimed/task/' || id, {_MOMENT.replace("at AT", "claimed_at AT")} FROM task
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
UNION ALL SELECT 'undo/' || i.id || '/row', {KEPT_ROW}
  FROM undo u JOIN instance i ON i.id = u.instance_id
  WHERE i.case_id = :case AND i.status = 'running'
UNION ALL SELECT 'before' || x.part || '/' || b.instance_id, x.value
  FROM instance_before b CROSS JOIN LATERAL (VALUES
    ('', encode(sha256(convert_to(b.doc, 'UTF8')), 'hex')),
    ('_version', b.definition_hash), ('_case', b.case_definition_hash),
    ('_steps', CAST(b.version AS text))) AS x(part, value)
  WHERE b.case_id = :case
UNION ALL SELECT 'steps/' || id, CAST(version - CAST(status = 'cancelled' AS int) AS text)
  FROM instance WHERE case_id = :case
UNION ALL SELECT 'version/' || id, definition_hash FROM instance WHERE case_id = :case
UNION ALL SELECT 'case_unit/' || unit_id || '/' || role, 'row' FROM case_unit WHERE case_id = :case
"""  # noqa: S608 - a constant
"""Facts of one text each: (name, value)."""
KEPT = text(r"""
SELECT i.id, i.doc FROM instance i JOIN case_ c ON c.id = i.case_id
WHERE i.case_id = :case AND c.state <> 'cancelled' AND i.doc ~ '^\{"v"\:[34],'
""")
"""The states of the engine that may keep a message for a catch to come."""
_CASE = """
SELECT 'case' AS name, kind, bloc_year_id, definition_hash, rules_digest, previous_id, state,
  state_reason, simulated, extended, opened_at, adopted_at, closed_at, title_vi, title_en, short_vi,
  short_en, '=' || slot AS slot, opening, opened_post FROM case_ WHERE id = :case"""
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
_MEETING = f"""
SELECT 'meeting/' || kind || '/' || {_MOMENT} AS name, held_on, present, minutes_no, minutes_date
FROM meeting WHERE case_id = :case"""  # noqa: S608 - constants of this module
_DOCUMENT = """
SELECT 'document/' || coalesce(CAST(task_id AS text), '') || '/' || kind
    || CASE subject WHEN '' THEN '' ELSE '/' || subject END AS name, number, dated, at,
  element, agency, year, sequence, symbol
FROM document WHERE case_id = :case"""
_NUMBER = """
SELECT 'number/' || year || '/' || type || '/' || sequence AS name, symbol, state, dated,
  back_dated, reason, kind, subject, taken_at, cancelled_at, cancelled_reason,
  cancelled_name, cancelled_post
FROM register_entry WHERE case_id = :case"""
_MILESTONE = """
SELECT 'milestone/' || milestone || '/' || key || '/' || number AS name, at
FROM milestone WHERE case_id = :case"""
_DUTY = """
SELECT 'duty/' || milestone || '/' || key AS name, due FROM duty WHERE case_id = :case"""
_RECEIPT = """
SELECT 'receipt/' || r.task_id AS name, r.at, r.person_id, r.person_name, r.post_title, r.on_behalf
FROM receipt r JOIN task t ON t.id = r.task_id WHERE t.case_id = :case"""
ROWS: tuple[str, ...] = (
    *(_CASE, _TASK, _EXPECTED, _DELEGATION, _MEETING, _DOCUMENT, _NUMBER),
    *(_MILESTONE, _DUTY, _RECEIPT),
)
"""Facts of whole rows: a name, and one fact for each other column."""
