"""Which tasks an event of history took away, and by what; for those to whom the tasks are told."""

from collections.abc import Iterator, Mapping, Sequence

from server.actions.definitions.deployed import Deployed, deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.domain.cases import sight as circles
from server.store.history.history_pages import HistoryEvent
from server.web.cases.case_access import Sight
from server.web.requests.context import session
from server.web.words.language import pick


def of_event(sight: Sight, event: HistoryEvent) -> Sequence[tuple[str, str]]:
    """Return each task that was withdrawn, with the event or end that broke it off, in words."""
    found = [(key, each) for key, each in _told_by(event) if _told(sight, key, each)]
    version = str(event.row["definition_hash"] or sight.case.definition_hash)
    try:
        model = deployed(session(), version) if found else None
    except CaseBroken:
        return ()
    return [_words(model, each) for _, each in found] if model else ()


def _told_by(event: HistoryEvent) -> Iterator[tuple[str, Mapping[str, Json]]]:
    moved = event.payload.get("moved")
    for move in moved if isinstance(moved, list) else ():
        gone = move.get("withdrawn") if isinstance(move, dict) else None
        for each in gone if isinstance(gone, list) else ():
            if isinstance(move, dict) and isinstance(each, dict) and each.get("element"):
                yield str(move.get("key") or ""), each


def _told(sight: Sight, key: str, gone: Mapping[str, Json]) -> bool:
    """Tell whether the circle of the task's history takes the reader in."""
    element, case = str(gone["element"]), sight.of()
    record = sight.record(element, key=key, unit=key or circles.whole(case).unit)
    return sight.sees(circles.of_history(case.manifest, element), record)


def _words(model: Deployed, gone: Mapping[str, Json]) -> tuple[str, str]:
    drawn = model.definition.elements.get(str(gone["element"]))
    name = drawn.name if drawn and drawn.name else str(gone["element"])
    return pick(model.words(name)), pick(model.words(str(gone.get("note") or "")))
