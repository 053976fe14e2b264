"""What of a case stands in the tables of the award review, in the names of its replay."""

from server.store.invariants.case_questions import CaseQuestions

_MOMENT = """to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')"""
_SALTS = "string_agg(DISTINCT salt, ' ')"
_LINE_OF_BALLOT = "award_id || ' ' || unit_id || ' ' || choice"
_BALLOT = f"""string_agg({_LINE_OF_BALLOT}, chr(10) ORDER BY ({_LINE_OF_BALLOT}) COLLATE "C")"""


def _seal(salt: str, lines: str) -> str:
    """Return the SQL of `domain.history.seals.seal`."""
    return f"encode(sha256(convert_to({salt} || chr(10) || {lines}, 'UTF8')), 'hex')"


_ALONE = """
  SELECT c.round, c.at, c.agreed FROM count_entry c
  WHERE c.case_id = :case AND c.agreed IS NOT NULL AND NOT EXISTS (SELECT FROM count_entry o
    WHERE o.case_id = c.case_id AND o.round = c.round AND o.id <> c.id AND o.agreed = c.agreed
      AND (CAST(o.value AS jsonb) = CAST(c.value AS jsonb)) = c.agreed)"""
"""Counts that agree, or differ, with no other one: two are judged at once, when both are in."""
_FACTS = f"""
SELECT 'vote/' || v.round || '/' || by_unit_id || '/' || award_id || '/' || unit_id,
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
UNION ALL SELECT 'judged/' || round || '/' || {_MOMENT}, CAST(agreed AS text)
  FROM ({_ALONE}) judged
UNION ALL SELECT 'opinion/' || by_unit_id || '/' || award_id || '/' || unit_id || x.part, x.value
  FROM opinion CROSS JOIN LATERAL (VALUES ('', 'row'), ('/answer', answer)) AS x(part, value)
  WHERE case_id = :case
"""  # noqa: S608 - constants of this module
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
CASE_STATE = CaseQuestions(
    facts=_FACTS,
    rows=(_CANDIDATE, _POLL, _TALLY, _COUNT),
    json_columns=frozenset({"candidates", "present", "settled", "value"}),
)
