"""The forms the award review acts upon."""

from collections.abc import Mapping

from server.actions.steps.process_code import HandledForm
from server.processes.award_review import handlers

FORMS: Mapping[str, HandledForm] = {
    "candidates": HandledForm(
        handler=handlers.candidates, each=None, fields={"candidates": "candidates"}
    ),
    "opinion": HandledForm(handler=handlers.opinion, each="units", fields={"opinions": "opinions"}),
    "meeting": HandledForm(
        handler=handlers.meeting,
        each=None,
        fields={"held_on": "string", "attendance": "attendance"},
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
        secret=True,
    ),
    "minutes": HandledForm(
        handler=handlers.minutes,
        each=None,
        fields={"minutes_no": "string", "minutes_date": "string", "summary": "string"},
    ),
    "sign_minutes": HandledForm(
        handler=handlers.sign_minutes, each=None, fields={"signed_on": "string"}
    ),
}
WIDGETS = frozenset({"candidates", "opinions", "attendance", "scrutineers", "ballot", "counts"})
