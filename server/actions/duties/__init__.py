"""What completing each form means. A form that is not named here only routes."""

from collections.abc import Callable, Mapping

from server.actions.duties.duty import Duty, Outcome
from server.processes.award_review import handlers as review
from server.processes.evaluation import handlers as evaluation
from server.processes.submission import handlers as submission

DUTIES: Mapping[str, Callable[[Duty], Outcome]] = {
    "score": evaluation.score,
    "approve_sheet": evaluation.approve_sheet,
    "appraise": evaluation.appraise,
    "explain": evaluation.explain,
    "appraise_2": evaluation.appraise_2,
    "late_units": evaluation.late_units,
    "adopt": evaluation.adopt,
    "candidates": review.candidates,
    "opinion": review.opinion,
    "meeting": review.meeting,
    "reconvene": review.reconvene,
    "vote": review.vote,
    "count": review.count,
    "minutes": review.minutes,
    "sign_minutes": review.sign_minutes,
    "dossier": submission.file_dossier,
    "sign_submission": submission.sign_submission,
    "check_dossier": submission.check_received,
    "appraise_dossier": submission.appraise_dossier,
    "sign_to_council": submission.sign_to_council,
    "council_vote": submission.council_vote,
    "decide": submission.decide,
    "issue_decision": submission.issue_decision,
    "notify_refusal": submission.notify_refusal,
    "supplement": submission.supplement,
    "announce": submission.announce,
}

__all__ = ["DUTIES", "Duty", "Outcome"]
