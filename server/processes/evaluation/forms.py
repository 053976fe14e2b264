"""The forms the evaluation acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.domain.answers import SYMBOL_LIMIT
from server.engine import RowFields
from server.engine.lint.read_fields import (
    CHOICE,
    COMING_DAY,
    DAY,
    DECIMAL,
    TEXT,
    TRUTH,
    composite,
    one_of,
    text,
)
from server.processes.evaluation import handlers
from server.processes.evaluation.declaring import rank_units
from server.processes.evaluation.others import giving
from server.processes.evaluation.rules.adoption import AdoptionVerdict
from server.processes.evaluation.rules.approval import HeadVerdict
from server.processes.evaluation.rules.late_units import LateChoice, LatePoints
from server.processes.evaluation.rules.sheets import AppraisalVerdict, Stance

SHEET_TABLES = ("sheet", "score")
GIVEN_TABLES = ("given_score",)
PARTIES = "scorers"
"""The set of units and bodies that give others points."""
FORMS: Mapping[str, HandledForm] = {
    "score": HandledForm(
        handler=handlers.score,
        each="units",
        fields={"scores": composite("score_grid").needed},
        restores=SHEET_TABLES,
    ),
    "approve_sheet": HandledForm(
        handler=handlers.approve_sheet,
        each="units",
        fields={"verdict": CHOICE.needed},
        reads={"comment": TEXT.needed_upon("verdict", HeadVerdict.RETURN)},
        choices={"verdict": frozenset(HeadVerdict)},
    ),
    "appraise": HandledForm(
        handler=handlers.appraise,
        each="units",
        fields={"scores": composite("appraisal_grid").needed, "verdict": CHOICE.needed},
        reads={"comment": TEXT.needed_upon("verdict", AppraisalVerdict.INCOMPLETE)},
        choices={"verdict": frozenset(AppraisalVerdict)},
        results=frozenset({"changed"}),
        restores=SHEET_TABLES,
        role="appraiser",  # in another lane the own-unit rule bars everybody it means
    ),
    "explain": HandledForm(
        handler=handlers.explain,
        each="units",
        fields={"explanations": composite("explanation_grid").needed},
        results=frozenset({"contested"}),
        restores=SHEET_TABLES,
    ),
    "appraise_2": HandledForm(
        handler=handlers.appraise_2,
        each="units",
        fields={"scores": composite("appraisal_2_grid").needed},
        role="appraiser",
    ),
    "late_units": HandledForm(
        handler=handlers.late_units,
        each=None,
        fields={"units": composite("late_units")},
        reads={"until": COMING_DAY, "parties": composite("late_points")},
        results=frozenset({"out", "left_out", "until"}),
    ),
    "give_points": HandledForm(
        handler=giving.give_points,
        each=PARTIES,
        fields={"scores": composite("given_grid").needed},
        restores=GIVEN_TABLES,
        role="scorer",
    ),
    "rank": HandledForm(
        handler=rank_units,
        each=None,
        fields={},
        reads={"facts": composite("unit_facts")},
        restores=("unit_fact",),
    ),
    "adopt": HandledForm(
        handler=handlers.adopt,
        each=None,
        fields={"verdict": CHOICE.needed, "attendance": composite("attendance").needed},
        reads={
            "minutes_no": text(SYMBOL_LIMIT).needed,
            "minutes_date": DAY.needed,
            "units_sent_back": composite("send_back"),
            "points_sent_back": composite("ask_again"),
            "comment": TEXT,
        },
        choices={"verdict": frozenset(AdoptionVerdict)},
        results=frozenset({"units", "parties"}),
    ),
}
_POINTS: RowFields = {
    **dict.fromkeys(("points", "target", "actual"), DECIMAL.sometimes),
    "reason": TEXT,
}
WIDGETS: Mapping[str, RowFields] = {
    "score_grid": {
        **_POINTS,
        "reason": TEXT.sometimes,
        "not_applicable": TRUTH.sometimes,
        "note": TEXT,
    },
    "appraisal_grid": {**_POINTS, "accept_not_applicable": TRUTH.sometimes},
    "explanation_grid": {"stance": one_of(Stance).needed, "text": TEXT},
    "appraisal_2_grid": _POINTS,
    "late_units": {"decision": one_of(LateChoice), "reason": TEXT.sometimes},
    "late_points": {"decision": one_of(LatePoints), "reason": TEXT.sometimes},
    "given_grid": {
        **dict.fromkeys(("points", "target", "actual"), DECIMAL.sometimes),
        "ground": TEXT,
    },
    "ranking": {},
    "unit_facts": {
        "declared": TRUTH.sometimes,
        "number": text(SYMBOL_LIMIT).sometimes,
        "dated": DAY.sometimes,
        "note": TEXT.sometimes,
        "reason": TEXT.sometimes,
    },
    "attendance": {"present": TRUTH},
    "send_back": {"send_back": TRUTH, "reason": TEXT.sometimes},
    "ask_again": {"send_back": TRUTH, "reason": TEXT.sometimes},
}
