"""Which tasks an event of history took away, and by what; for those to whom the tasks are told."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from server.actions.definitions.deployed import Deployed, deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.store.history.history_events import HistoryEvent
from server.web.cases.case_access import Sight
from server.web.cases.moved_parts import parts_of, told
from server.web.requests.context import session
from server.web.words.language import pick

Lines = Sequence[tuple[str, str, int]]
"""Each task with the event, end or message that took it away, in words, and how many of them."""


def of_event(sight: Sight, event: HistoryEvent) -> Lines:
    """Return what an event took away, where its reader is told of the task."""
    gone = (each for key, each in parts_of(event, "withdrawn") if told(sight, key, each))
    return _lines(event, sight.case.definition_hash, gone)


def for_auditor(event: HistoryEvent, definition_hash: str) -> Lines:
    """Return all that an event took away in a case that began by this version."""
    return _lines(event, definition_hash, (each for _, each in parts_of(event, "withdrawn")))


def _lines(event: HistoryEvent, begun_by: str, gone: Iterable[Mapping[str, Json]]) -> Lines:
    found = [each for each in gone if each.get("element")]
    version = str(event.row["definition_hash"] or begun_by)
    try:
        model = deployed(session(), version) if found else None
    except CaseBroken:
        return ()
    counted = Counter(_words(model, each) for each in found) if model else {}
    return [(name, why, count) for (name, why), count in counted.items()]


def _words(model: Deployed, gone: Mapping[str, Json]) -> tuple[str, str]:
    """Name a task and what took it away; what a withdrawing person wrote stays with the task."""
    by = str(gone.get("by") or "")
    why = _name(model, by) if by else str(gone.get("note") or "")
    return pick(model.words(_name(model, str(gone["element"])))), pick(model.words(why))


def _name(model: Deployed, element: str) -> str:
    drawn = model.definition.elements.get(element)
    return drawn.name if drawn and drawn.name else element
