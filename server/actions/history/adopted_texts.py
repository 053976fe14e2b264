"""Which of the texts an erasure would take belong to an act that another rests on."""

from collections.abc import Iterable
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import form_of
from server.domain.administration.repairs import CaseBroken
from server.domain.history.adopting import OLDER, DoneTask, Laid, adopted
from server.domain.history.erasing import ErasableEvent
from server.domain.manifest import ActClass, ShownKind
from server.store import Session
from server.store.history import completions


def adopted_among(session: Session, events: Iterable[ErasableEvent]) -> frozenset[UUID]:
    """Return those of these events whose text became part of an act that was signed or adopted."""
    cases = {each.case_id for each in events if each.whole and each.case_id is not None}
    if not cases:
        return frozenset()
    return adopted(completions.of_cases(session, cases), lambda act: _laid(session, act))


def _laid(session: Session, act: DoneTask) -> Laid:
    """Say what an act took up: what its task approves; who signs signs all that its page shows."""
    try:
        model = deployed(session, act.version)
        element = model.definition.elements[act.element]
        approves = {element.approves} if element.approves else set()
        if act.act not in {OLDER, ActClass.SIGN}:
            return Laid(single=frozenset(approves))
        form = form_of(model, act.form or element.form or "")
    except (CaseBroken, LookupError):
        return Laid(unknown=True)
    entry = model.manifest.tasks.get(act.element)
    shown = [each.partition(":")[::2] for each in form.shows]
    shown = shown or [(each.kind.value, each.name) for each in (entry.shows if entry else ())]
    single = {name for kind, name in shown if kind == ShownKind.RECORD}
    every = {name for kind, name in shown if kind == ShownKind.TABLE}
    return Laid(single=frozenset(single | approves), every=frozenset(every))
