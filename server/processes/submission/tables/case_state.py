"""What of a case stands in the tables of the submission, in the names of its replay."""

from server.store.invariants.case_questions import CaseQuestions

_NOMINEE = """
SELECT 'nominee/' || id AS name, award_id, unit_id, opinion, opinion_reason, council_yes,
  council_base, CASE council_passed WHEN true THEN 'passed' WHEN false THEN 'dropped' END
    AS council_passed, council_reason, decision, decision_reason, decision_number, decision_date,
  published_at, notified_at FROM nominee WHERE case_id = :case"""
CASE_STATE = CaseQuestions(rows=(_NOMINEE,))
