"""The forms the submission acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.engine import RowFields
from server.processes.submission import handlers
from server.processes.submission.rules.decisions import AwardVerdict, Suitability
from server.processes.submission.rules.dossier import CheckVerdict

_NUMBERED = {"number": "string", "date": "string"}
FORMS: Mapping[str, HandledForm] = {
    "dossier": HandledForm(
        handler=handlers.file_dossier,
        each=None,
        fields={"documents": "dossier"},
        results=frozenset({"nominees"}),
    ),
    "sign_submission": HandledForm(handler=handlers.sign_submission, each=None, fields=_NUMBERED),
    "check_dossier": HandledForm(
        handler=handlers.check_received,
        each=None,
        fields={"checklist": "checklist", "verdict": "string"},
        reads={"reason": "string"},
        choices={"verdict": frozenset(CheckVerdict)},
        results=frozenset({"reason"}),
        restores=(),
    ),
    "appraise_dossier": HandledForm(
        handler=handlers.appraise_dossier, each=None, fields={"opinions": "nominee_opinions"}
    ),
    "sign_to_council": HandledForm(handler=handlers.sign_to_council, each=None, fields=_NUMBERED),
    "council_vote": HandledForm(
        handler=handlers.council_vote,
        each=None,
        fields={"held_on": "string", "present": "integer", "votes": "nominee_votes"},
        reads={"minutes_no": "string"},
    ),
    "decide": HandledForm(
        handler=handlers.decide,
        each="nominees",
        fields={"verdict": "string"},
        reads={"reason": "string"},
        choices={"verdict": frozenset(AwardVerdict)},
        role="chairman",  # in another lane the own-unit rule bars everybody it means
    ),
    "issue_decision": HandledForm(
        handler=handlers.issue_decision, each="nominees", fields=_NUMBERED
    ),
    "notify_refusal": HandledForm(
        handler=handlers.notify_refusal, each="nominees", fields={**_NUMBERED, "reason": "string"}
    ),
    "supplement": HandledForm(
        handler=handlers.supplement,
        each="nominees",
        fields={"comment": "string"},
        restores=(),
    ),
    "announce": HandledForm(handler=handlers.announce, each=None, fields={"comment": "string"}),
}
WIDGETS: Mapping[str, RowFields] = {
    "dossier": _NUMBERED,
    "checklist": {"ok": "boolean", "remark": "string"},
    "nominee_opinions": {"opinion": frozenset(Suitability), "reason": "string"},
    "nominee_votes": {
        **dict.fromkeys(("yes", "written", "written_yes", "recused"), "integer"),
        "reason": "string",
    },
}
