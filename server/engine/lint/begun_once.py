"""Which processes a drawing lets begin at most once in a case: there it is always round 1."""

from server.engine.diagram.drawing import Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.lint.known import DraftDefinition


def begun_once(draft: DraftDefinition) -> frozenset[str]:
    """Name the pools that one throw alone begins, which is passed once, and the main process."""
    found = {each.process for each in draft.of_kind(Kind.START) if each.message is None}
    several = {each.id for each in draft.drawing.processes if each.each}
    asking: dict[str, list[str]] = {}
    for throw, process in draft.begins():
        asking.setdefault(process, []).append(throw.id)
    known, ahead = draft.by_id(), draft.drawing.scopes.ahead()
    new = found
    while new:
        new = {
            process
            for process, throws in asking.items()
            if process not in found
            and len(throws) == 1
            and known[throws[0]].process in found - several
            and throws[0] not in reachable_from(ahead.get(throws[0], ()), ahead)
        }
        found |= new
    return frozenset(found)
