"""What an event tells beside its task, line by line and in the reader's words."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import opening_form
from server.actions.definitions.processes import short_name
from server.actions.people.follow_province import STREAM
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.store.history.history_events import HistoryEvent
from server.store.people import post_titles
from server.web.forms.form_answers import answers
from server.web.forms.record_form import RecordForm
from server.web.frame.lineage_words import called
from server.web.history import exported_words
from server.web.names.content_words import ContentWords, post_ids
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.requests.context import session
from server.web.words.language import pick

MOST_LINES: Final = 300
SHOWN_APART: Final = frozenset(
    {
        *("actor", "task", "approves", "outcome", "reason", "changes"),
        *("result", "moved", "files", "rules"),
    }
)
"""What of a payload a page shows in a place of its own; `approves` is the version's to say."""
Line = tuple[str, str]


def contents(event: HistoryEvent, names: RuleNames) -> list[Line]:
    """List what an event tells, a name and what is said under it, at most MOST_LINES."""
    kept = {name: part for name, part in event.payload.items() if name not in SHOWN_APART}
    told = {**exported_words.in_words(event, kept)}
    typed = told.pop("opening", None)
    if isinstance(typed, dict) and told.get("slot") in {str(each) for each in typed.values()}:
        del told["slot"]  # what was typed says it, in words
    opening = _opened_with(event, typed, names)
    if event.row["kind"] == "case.opened" and told.get("kind"):
        told["kind"] = pick(short_name(session(), str(told["kind"])))
    posts = {*post_ids(told)} - names.units.keys()
    day = local_day(event.row["act_time"])
    titles = post_titles.on_day(session(), posts, day=day) if posts else {}
    words = ContentWords(
        names=names,
        posts={post: pick(title) for post, title in titles.items()} | {**_provinces(event)},
        papers=_papers(event, told),
    )
    return [*opening, *words.lines(told)][:MOST_LINES]


def _provinces(event: HistoryEvent) -> Mapping[str, str]:
    """Name the provinces of which an event tells that the one follows the other."""
    ends = {str(event.payload[end]) for end in ("from", "to") if end in event.payload}
    return called(ends) if event.row["stream"] == STREAM else {}


def _papers(event: HistoryEvent, told: Mapping[str, Json]) -> Mapping[str, str]:
    """Name the kinds of the documents an event made, as its version calls them."""
    made, version = told.get("documents"), str(event.row["definition_hash"] or "")
    if not version or not isinstance(made, list):
        return {}
    name = paper_names(session(), version)
    kinds = {str(each.get("kind") or "") for each in made if isinstance(each, dict)}
    return {kind: name(kind) for kind in kinds - {""}}


def _opened_with(event: HistoryEvent, value: Json, names: RuleNames) -> list[Line]:
    """Say what a case was opened with, as the form of its version calls it."""
    if not isinstance(value, dict) or not value:
        return []
    try:
        model = deployed(session(), str(event.row["definition_hash"]))
        form = opening_form(model)
        if form is None:
            return []
        paper = paper_names(session(), model.hash)
        view = RecordForm(form=form, typed={}, english=model.english, names=names, paper=paper)
        return [(each.label, line) for each in answers(view, value) for line in each.lines]
    except (CaseBroken, LookupError, TypeError, ValueError, ArithmeticError):
        return [*ContentWords(names=names, posts={}).lines(value)]


def flat(value: Json, path: str = "") -> Iterator[Line]:
    """Write nested data as lines of path and value; what is empty is left out."""
    if isinstance(value, dict):
        parts = [(str(name), part) for name, part in value.items()]
    elif isinstance(value, list):
        parts = [(str(place), part) for place, part in enumerate(value, 1)]
    else:
        if value not in (None, ""):
            yield path, str(value)
        return
    for name, part in parts:
        yield from flat(part, f"{path}.{name}".lstrip("."))
