"""Which process each duty's form belongs to: its name alone makes a form of another's none of ours.

A form that stands elsewhere, or lacks what its duty reads, would write into our tables what nobody
meant, or break in the hands of who does the task. The linter refuses it when it is deployed; what
was deployed before is refused when somebody completes it.
"""

from collections.abc import Mapping
from typing import Final

from server.engine import ProductForm
from server.forms import Form
from server.processes.evaluation.rules.adoption import AdoptionVerdict
from server.processes.evaluation.rules.sheets import AppraisalVerdict
from server.processes.submission.rules.decisions import AwardVerdict, HeadVerdict
from server.processes.submission.rules.dossier import CheckVerdict

_EVALUATION: Final[Mapping[str, tuple[str | None, Mapping[str, str]]]] = {
    "score": ("units", {"scores": "score_grid"}),
    "approve_sheet": ("units", {"verdict": "string"}),
    "appraise": ("units", {"scores": "appraisal_grid", "verdict": "string"}),
    "explain": ("units", {"explanations": "explanation_grid"}),
    "appraise_2": ("units", {"scores": "appraisal_2_grid"}),
    "late_units": (None, {"units": "late_units"}),
    "adopt": (None, {"verdict": "string", "attendance": "attendance"}),
}
_REVIEW: Final[Mapping[str, tuple[str | None, Mapping[str, str]]]] = {
    "candidates": (None, {"candidates": "candidates"}),
    "opinion": ("units", {"opinions": "opinions"}),
    "meeting": (None, {"held_on": "string", "attendance": "attendance"}),
    "reconvene": (None, {"date": "string", "reason": "string"}),
    "vote": ("units", {"votes": "ballot"}),
    "count": ("scrutineers", {"issued": "integer", "collected": "integer", "counts": "counts"}),
    "minutes": (None, {"minutes_no": "string", "minutes_date": "string", "summary": "string"}),
    "sign_minutes": (None, {"signed_on": "string"}),
}
_SUBMISSION: Final[Mapping[str, tuple[str | None, Mapping[str, str]]]] = {
    "dossier": (None, {"documents": "dossier"}),
    "sign_submission": (None, {"number": "string", "date": "string"}),
    "check_dossier": (None, {"checklist": "checklist", "verdict": "string"}),
    "appraise_dossier": (None, {"opinions": "nominee_opinions"}),
    "sign_to_council": (None, {"number": "string", "date": "string"}),
    "council_vote": (None, {"held_on": "string", "present": "integer", "votes": "nominee_votes"}),
    "decide": ("nominees", {"verdict": "string"}),
    "issue_decision": ("nominees", {"number": "string", "date": "string"}),
    "notify_refusal": ("nominees", {"number": "string", "date": "string", "reason": "string"}),
    "supplement": ("nominees", {"comment": "string"}),
    "announce": (None, {"comment": "string"}),
}
_CHOICES: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    form: {"verdict": frozenset(kind)}
    for form, kind in (
        ("approve_sheet", HeadVerdict),
        ("appraise", AppraisalVerdict),
        ("adopt", AdoptionVerdict),
        ("check_dossier", CheckVerdict),
        ("decide", AwardVerdict),
    )
}
_ROLES: Final = {"appraise": "appraiser", "appraise_2": "appraiser", "decide": "chairman"}
"""Elsewhere the own-unit rule bars everybody whom the lane means."""
_SECRET: Final = frozenset({"vote", "count"})
PRODUCT_FORMS: Final[Mapping[str, ProductForm]] = {
    form: ProductForm(
        definition=definition,
        each=each,
        fields=fields,
        choices=_CHOICES.get(form, {}),
        role=_ROLES.get(form, ""),
        secret=form in _SECRET,
    )
    for definition, forms in (
        ("evaluation", _EVALUATION),
        ("award_review", _REVIEW),
        ("submission", _SUBMISSION),
    )
    for form, (each, fields) in forms.items()
}


def is_product_form(form: Form, *, definition: str, each: str | None) -> bool:
    """Tell whether a form of a duty's name is that duty's, in a process that runs once for each."""
    return PRODUCT_FORMS[form.name].fits(form.fields, definition=definition, each=each)
