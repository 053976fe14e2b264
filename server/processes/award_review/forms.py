"""The forms the award review acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.domain.answers import SYMBOL_LIMIT
from server.domain.blocs.quorum import SUMMARY_LIMIT
from server.engine import RowFields
from server.engine.lint.read_fields import (
    COMING_DAY,
    DAY,
    TEXT,
    TRUTH,
    WHOLE,
    composite,
    one_of,
    text,
)
from server.processes.award_review import handlers
from server.processes.award_review.rules.consultation import Answer
from server.processes.award_review.rules.tallies import Choice

FORMS: Mapping[str, HandledForm] = {
    "candidates": HandledForm(
        handler=handlers.candidates,
        each=None,
        fields={"candidates": composite("candidates").needed},
    ),
    "opinion": HandledForm(
        handler=handlers.opinion,
        each="units",
        fields={"opinions": composite("opinions").needed},
        reads={"comment": TEXT},
    ),
    "meeting": HandledForm(
        handler=handlers.meeting,
        each=None,
        fields={"held_on": DAY.needed, "attendance": composite("attendance").needed},
        reads={"scrutineers": composite("scrutineers").sometimes},
        results=frozenset({"present", "scrutineers"}),
    ),
    "reconvene": HandledForm(
        handler=handlers.reconvene,
        each=None,
        fields={"date": COMING_DAY.needed, "reason": TEXT.needed},
    ),
    "vote": HandledForm(
        handler=handlers.vote,
        each="units",
        fields={"votes": composite("ballot").needed},
        secret=True,
    ),
    "count": HandledForm(
        handler=handlers.count,
        each="scrutineers",
        fields={
            "issued": WHOLE.needed,
            "collected": WHOLE.needed,
            "counts": composite("counts").needed,
        },
        reads={"valid": WHOLE.needed, "invalid": WHOLE.needed},
        secret=True,
    ),
    "minutes": HandledForm(
        handler=handlers.minutes,
        each=None,
        fields={
            "minutes_no": text(SYMBOL_LIMIT).needed,
            "minutes_date": DAY.needed,
            "summary": text(SUMMARY_LIMIT),
        },
    ),
    "sign_minutes": HandledForm(
        handler=handlers.sign_minutes,
        each=None,
        fields={"signed_on": DAY.needed},
        reads={"comment": TEXT},
    ),
}
WIDGETS: Mapping[str, RowFields] = {
    "candidates": {"proposed": TRUTH, "reason": TEXT},
    "opinions": {"agree": one_of(Answer).needed},
    "attendance": {"present": TRUTH},
    "scrutineers": {"chosen": TRUTH},
    "ballot": {"choice": one_of(Choice).needed},
    "counts": {"yes": WHOLE.needed},
}
