"""What of a case stands in the table of revocations, in the names of its replay."""

from server.store.invariants.case_questions import CaseQuestions

_REVOKED = """
SELECT 'revoked/' || nominee_id AS name, award_case_id, decision_number, decision_date, at
FROM award_revocation WHERE case_id = :case"""
CASE_STATE = CaseQuestions(rows=(_REVOKED,))
