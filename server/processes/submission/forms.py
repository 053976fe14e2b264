"""The forms the submission acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.domain.answers import SYMBOL_LIMIT
from server.engine import RowFields
from server.engine.lint.read_fields import (
    CHOICE,
    DAY,
    TEXT,
    TRUTH,
    WHOLE,
    composite,
    one_of,
    text,
)
from server.processes.submission import handlers
from server.processes.submission.rules.decisions import AwardVerdict, Suitability
from server.processes.submission.rules.dossier import CheckVerdict

_NUMBERED: RowFields = {"number": text(SYMBOL_LIMIT).needed, "date": DAY.needed}
FORMS: Mapping[str, HandledForm] = {
    "dossier": HandledForm(
        handler=handlers.file_dossier,
        each=None,
        fields={"documents": composite("dossier").needed},
        results=frozenset({"nominees"}),
    ),
    "sign_submission": HandledForm(handler=handlers.sign_submission, each=None, fields=_NUMBERED),
    "check_dossier": HandledForm(
        handler=handlers.check_received,
        each=None,
        fields={"checklist": composite("checklist").needed, "verdict": CHOICE.needed},
        reads={"reason": TEXT.needed_upon("verdict", CheckVerdict.RETURN)},
        choices={"verdict": frozenset(CheckVerdict)},
        results=frozenset({"reason"}),
        restores=(),
    ),
    "appraise_dossier": HandledForm(
        handler=handlers.appraise_dossier,
        each=None,
        fields={"opinions": composite("nominee_opinions").needed},
    ),
    "sign_to_council": HandledForm(handler=handlers.sign_to_council, each=None, fields=_NUMBERED),
    "council_vote": HandledForm(
        handler=handlers.council_vote,
        each=None,
        fields={
            "held_on": DAY.needed,
            "present": WHOLE.needed,
            "votes": composite("nominee_votes").needed,
        },
        reads={"minutes_no": text(SYMBOL_LIMIT).needed},
    ),
    "decide": HandledForm(
        handler=handlers.decide,
        each="nominees",
        fields={"verdict": CHOICE.needed},
        reads={"reason": TEXT.needed_upon("verdict", AwardVerdict.REFUSE, AwardVerdict.RETURN)},
        choices={"verdict": frozenset(AwardVerdict)},
        role="chairman",  # in another lane the own-unit rule bars everybody it means
    ),
    "issue_decision": HandledForm(
        handler=handlers.issue_decision, each="nominees", fields=_NUMBERED
    ),
    "notify_refusal": HandledForm(
        handler=handlers.notify_refusal,
        each="nominees",
        fields={**_NUMBERED, "reason": TEXT.needed},
    ),
    "supplement": HandledForm(
        handler=handlers.supplement,
        each="nominees",
        fields={"comment": TEXT},
        restores=(),
    ),
    "announce": HandledForm(handler=handlers.announce, each=None, fields={"comment": TEXT}),
}
WIDGETS: Mapping[str, RowFields] = {
    "dossier": _NUMBERED,
    "checklist": {"ok": TRUTH, "remark": TEXT},
    "nominee_opinions": {"opinion": one_of(Suitability).needed, "reason": TEXT},
    "nominee_votes": {
        "yes": WHOLE.needed,
        **dict.fromkeys(("written", "written_yes", "recused"), WHOLE.sometimes),
        "reason": TEXT,
    },
}
