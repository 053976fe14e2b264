"""The submission: nominees, what the province says of each, and numbered documents."""

from collections.abc import Callable, Mapping
from datetime import date

from server.domain.answers import Answers
from server.domain.documents.making import Made
from server.domain.history.replay import documents
from server.domain.history.replay.facts import (
    Event,
    FactsTold,
    moment,
)

_NOTHING_YET = dict.fromkeys(
    (
        *("opinion", "opinion_reason", "council_yes", "council_base", "council_passed"),
        *("council_reason", "decision", "decision_reason", "decision_number", "decision_date"),
        *("published_at", "notified_at"),
    )
)


def add(told: FactsTold, event: Event) -> None:
    """Take the next event."""
    if event.kind == "case.opened":
        if "nominees" not in event.payload:
            told.silent.add("nominee/")
        for nominee in event.payload.get("nominees", ()):
            award, _, unit = nominee.partition("/")
            told.row(f"nominee/{nominee}", award_id=award, unit_id=unit, **_NOTHING_YET)
    if event.kind == "task.completed" and event.form in _FORMS:
        _FORMS[event.form](told, event)


def _filed(told: FactsTold, event: Event) -> None:
    """Take a dossier's documents: number and date stand as one text."""
    for change in event.payload["changes"]:
        number, _, day = change["new"].rpartition(", ")
        kind, _, subject = change["path"].partition("/")
        dated = date.fromisoformat(day)
        documents.row(told, event, Made(kind=kind, subject=subject, number=number, dated=dated))


def _appraised(told: FactsTold, event: Event) -> None:
    """Take the opinion of Home Affairs on each nominee."""
    for change in event.payload["changes"]:
        name = f"nominee/{change['path']}"
        told.row(name, opinion=change["new"], opinion_reason=change["reason"])


def _council(told: FactsTold, event: Event) -> None:
    """Take what the Council said of each nominee, and its meeting."""
    for change in event.payload["changes"]:
        told.row(
            f"nominee/{change['path']}",
            council_passed="passed" if change["new"] == "passed" else "dropped",
            council_yes=change["yes"],
            council_base=change["base"],
            council_reason=change["reason"],
        )
    value = Answers.of(event.payload["result"])
    told.row(
        f"meeting/council/{moment(event.at)}",
        present=value.count("present"),
        held_on=value.text("held_on"),
        minutes_no=value.text("minutes_no"),
        minutes_date=value.text("held_on"),
    )


def _decided(told: FactsTold, event: Event) -> None:
    """Take the Chairman's decision on one nominee."""
    name, payload = f"nominee/{event.task['key']}", event.payload
    told.row(name, decision=payload["outcome"], decision_reason=payload["reason"])


def _issued(told: FactsTold, event: Event) -> None:
    """Take the number and date of a decision: it is public from then on."""
    value, nominee = Answers.of(event.payload["result"]), event.task["key"]
    number, day = value.text("number"), value.text("date")
    told.row(f"nominee/{nominee}", decision_number=number, decision_date=day, published_at=event.at)


def _refused(told: FactsTold, event: Event) -> None:
    """Take the notice of a refusal."""
    told.row(f"nominee/{event.task['key']}", notified_at=event.at)


def _announced(told: FactsTold, event: Event) -> None:
    """Take who was told that the Council dropped them."""
    for change in event.payload["changes"]:
        told.row(f"nominee/{change['path']}", notified_at=event.at)


_FORMS: Mapping[str, Callable[[FactsTold, Event], None]] = {
    "dossier": _filed,
    "appraise_dossier": _appraised,
    "council_vote": _council,
    "decide": _decided,
    "issue_decision": _issued,
    "notify_refusal": _refused,
    "announce": _announced,
}
