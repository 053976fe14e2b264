"""What a task is called to whom its record is closed: as it is drawn, without what was typed."""

from server.actions.definitions.deployed import deployed
from server.domain.administration.repairs import CaseBroken
from server.domain.cases.titles import HOLE
from server.domain.manifest.outline import OPENING
from server.store import Session
from server.store.history.history_events import HistoryEvent
from server.web.words.language import pick


def drawn_name(session: Session, event: HistoryEvent) -> str:
    """Return what the diagram calls an event's task, where its title says fields of other steps.

    Empty where the title says none: it may be read by all who know of the case.
    """
    version, element = str(event.row["definition_hash"] or ""), event.element
    try:
        model = deployed(session, version) if version and element else None
    except CaseBroken:
        return ""
    drawn = model.definition.elements.get(element) if model else None
    if model is None or drawn is None:
        return ""
    said = (hole.partition(".") for hole in HOLE.findall(drawn.title or ""))
    tells = any(dot and name != OPENING for name, dot, _ in said)
    return pick(model.words(drawn.name)) if tells else ""
