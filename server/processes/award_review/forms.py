"""The forms the award review acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.engine import RowFields
from server.processes.award_review import handlers
from server.processes.award_review.rules.consultation import Answer
from server.processes.award_review.rules.tallies import Choice

FORMS: Mapping[str, HandledForm] = {
    "candidates": HandledForm(
        handler=handlers.candidates, each=None, fields={"candidates": "candidates"}
    ),
    "opinion": HandledForm(
        handler=handlers.opinion,
        each="units",
        fields={"opinions": "opinions"},
        reads={"comment": "string"},
    ),
    "meeting": HandledForm(
        handler=handlers.meeting,
        each=None,
        fields={"held_on": "string", "attendance": "attendance"},
        reads={"scrutineers": "scrutineers"},
        results=frozenset({"present", "scrutineers"}),
    ),
    "reconvene": HandledForm(
        handler=handlers.reconvene, each=None, fields={"date": "string", "reason": "string"}
    ),
    "vote": HandledForm(
        handler=handlers.vote, each="units", fields={"votes": "ballot"}, secret=True
    ),
    "count": HandledForm(
        handler=handlers.count,
        each="scrutineers",
        fields={"issued": "integer", "collected": "integer", "counts": "counts"},
        reads={"valid": "integer", "invalid": "integer"},
        secret=True,
    ),
    "minutes": HandledForm(
        handler=handlers.minutes,
        each=None,
        fields={"minutes_no": "string", "minutes_date": "string", "summary": "string"},
    ),
    "sign_minutes": HandledForm(
        handler=handlers.sign_minutes,
        each=None,
        fields={"signed_on": "string"},
        reads={"comment": "string"},
    ),
}
WIDGETS: Mapping[str, RowFields] = {
    "candidates": {"proposed": "boolean", "reason": "string"},
    "opinions": {"agree": frozenset(Answer)},
    "attendance": {"present": "boolean"},
    "scrutineers": {"chosen": "boolean"},
    "ballot": {"choice": frozenset(Choice)},
    "counts": {"yes": "integer"},
}
