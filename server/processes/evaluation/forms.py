"""The forms the evaluation acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.engine import RowFields
from server.processes.evaluation import handlers
from server.processes.evaluation.rules.adoption import AdoptionVerdict
from server.processes.evaluation.rules.approval import HeadVerdict
from server.processes.evaluation.rules.late_units import LateChoice
from server.processes.evaluation.rules.sheets import AppraisalVerdict, Stance

SHEET_TABLES = ("sheet", "score")
FORMS: Mapping[str, HandledForm] = {
    "score": HandledForm(
        handler=handlers.score,
        each="units",
        fields={"scores": "score_grid"},
        restores=SHEET_TABLES,
    ),
    "approve_sheet": HandledForm(
        handler=handlers.approve_sheet,
        each="units",
        fields={"verdict": "string"},
        reads={"comment": "string"},
        choices={"verdict": frozenset(HeadVerdict)},
    ),
    "appraise": HandledForm(
        handler=handlers.appraise,
        each="units",
        fields={"scores": "appraisal_grid", "verdict": "string"},
        reads={"comment": "string"},
        choices={"verdict": frozenset(AppraisalVerdict)},
        results=frozenset({"changed"}),
        restores=SHEET_TABLES,
        role="appraiser",  # in another lane the own-unit rule bars everybody it means
    ),
    "explain": HandledForm(
        handler=handlers.explain,
        each="units",
        fields={"explanations": "explanation_grid"},
        results=frozenset({"contested"}),
        restores=SHEET_TABLES,
    ),
    "appraise_2": HandledForm(
        handler=handlers.appraise_2,
        each="units",
        fields={"scores": "appraisal_2_grid"},
        role="appraiser",
    ),
    "late_units": HandledForm(
        handler=handlers.late_units,
        each=None,
        fields={"units": "late_units"},
        reads={"until": "string"},
        results=frozenset({"out", "until"}),
    ),
    "adopt": HandledForm(
        handler=handlers.adopt,
        each=None,
        fields={"verdict": "string", "attendance": "attendance"},
        reads={
            "minutes_no": "string",
            "minutes_date": "string",
            "units_sent_back": "send_back",
            "comment": "string",
        },
        choices={"verdict": frozenset(AdoptionVerdict)},
        results=frozenset({"units"}),
    ),
}
_POINTS = {"points": "string", "reason": "string", "target": "string", "actual": "string"}
WIDGETS: Mapping[str, RowFields] = {
    "score_grid": {**_POINTS, "not_applicable": "boolean", "note": "string"},
    "appraisal_grid": {**_POINTS, "accept_not_applicable": "boolean"},
    "explanation_grid": {"stance": frozenset(Stance), "text": "string"},
    "appraisal_2_grid": _POINTS,
    "late_units": {"decision": frozenset(LateChoice), "reason": "string"},
    "ranking": {},
    "attendance": {"present": "boolean"},
    "send_back": {"send_back": "boolean", "reason": "string"},
}
