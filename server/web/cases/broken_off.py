"""Which tasks an event of history took away, and by what; for those to whom the tasks are told."""

from collections.abc import Mapping, Sequence

from server.actions.definitions.deployed import Deployed, deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.canonical import Json
from server.store.history.history_pages import HistoryEvent
from server.web.cases.case_access import Sight
from server.web.cases.moved_parts import parts_of, told
from server.web.requests.context import session
from server.web.words.language import pick


def of_event(sight: Sight, event: HistoryEvent) -> Sequence[tuple[str, str]]:
    """Return each task that was withdrawn, with the event or end that broke it off, in words."""
    gone = parts_of(event, "withdrawn")
    found = [each for key, each in gone if each.get("element") and told(sight, key, each)]
    version = str(event.row["definition_hash"] or sight.case.definition_hash)
    try:
        model = deployed(session(), version) if found else None
    except CaseBroken:
        return ()
    return [_words(model, each) for each in found] if model else ()


def _words(model: Deployed, gone: Mapping[str, Json]) -> tuple[str, str]:
    drawn = model.definition.elements.get(str(gone["element"]))
    name = drawn.name if drawn and drawn.name else str(gone["element"])
    return pick(model.words(name)), pick(model.words(str(gone.get("note") or "")))
