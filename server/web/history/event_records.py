"""What was handed in, told from events alone, in the words of the form of its version."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.actions.history.kept_back import withheld
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.store.history.event_search import COMPLETED
from server.store.history.history_events import HistoryEvent
from server.web.forms.form_answers import AnsweredField, answers
from server.web.forms.record_form import RecordForm
from server.web.names.form_words import words_of
from server.web.names.history_words import actor_of, erased_words, outcome_of, title_of
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFile:
    """A file that came with a record: its name, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """A record as its event keeps it; `times` counts how often it had been handed in by then."""

    at: dt.datetime
    title: str
    form: str
    outcome: str
    who: Mapping[str, str]
    answers: Sequence[AnsweredField]
    files: Sequence[ToldFile]
    times: int
    withheld: bool
    erased: str


def newest(handed_in: Iterable[tuple[tuple[str, str], Told]]) -> list[tuple[Told, int]]:
    """Return the newest of each task and key by which a record was handed in, the newest first.

    Beside each stands how often the record had been handed in by then.
    """
    last: dict[tuple[str, str], tuple[Told, int]] = {}
    for place, told in handed_in:
        last[place] = (told, last.pop(place, (told, 0))[1] + 1)
    return [*reversed(last.values())]


def completions(
    events: Iterable[HistoryEvent],
) -> Iterator[tuple[tuple[str, str], HistoryEvent]]:
    """Give the completions among events, each with its task and key."""
    for event in events:
        if event.row["kind"] == COMPLETED:
            yield (event.element, event.key), event


def record_of(event: HistoryEvent, names: RuleNames, times: int = 1) -> EventRecord:
    """Return what an event's task handed in; what nobody may read is left out, and said to be."""
    words, kept_back = words_of(session(), event), withheld(session(), event)
    return EventRecord(
        at=event.row["act_time"],
        title=title_of(event),
        form=words.title,
        outcome="" if kept_back else outcome_of(event, words),
        who=actor_of(event),
        answers=[] if kept_back else answers_of(event, names),
        files=[] if kept_back else files_of(event),
        times=times,
        withheld=kept_back,
        erased=erased_words(event),
    )


def answers_of(event: HistoryEvent, names: RuleNames) -> list[AnsweredField]:
    """Say what was filled in, as the form of its version calls it; nothing where that is gone."""
    task, result = event.payload.get("task"), event.payload.get("result")
    if not isinstance(task, dict) or not isinstance(result, dict):
        return []
    try:
        model = deployed(session(), str(event.row["definition_hash"]))
        form = form_of(model, str(task.get("form")))
        paper = paper_names(session(), model.hash)
        view = RecordForm(form=form, typed={}, english=model.english, names=names, paper=paper)
        return answers(view, result)
    except (CaseBroken, LookupError, TypeError, ValueError, ArithmeticError):
        return []


def files_of(event: HistoryEvent) -> list[ToldFile]:
    """List the files that came with an event."""
    found: Json = event.payload.get("files")
    return [
        ToldFile(
            name=str(each.get("file_name") or each.get("name") or each.get("kind") or ""),
            sha256=str(each.get("sha256") or ""),
        )
        for each in (found if isinstance(found, list) else ())
        if isinstance(each, dict)
    ]
