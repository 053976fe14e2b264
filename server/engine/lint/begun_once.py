"""Which processes a drawing lets begin at most once in a case: there it is always round 1."""

from collections.abc import Iterable

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
    known, ahead = draft.by_id(), _ahead(draft)
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


def _ahead(draft: DraftDefinition) -> dict[str, list[str]]:
    """Give what each element leads to, by a flow or by an event that takes its token."""
    found: dict[str, list[str]] = {}
    ways: Iterable[tuple[str, str]] = (
        *((flow.source, flow.target) for flow in draft.drawing.ways),
        *((name, e) for name, es in draft.drawing.scopes.interrupts.items() for e in es),
    )
    for source, target in ways:
        found.setdefault(source, []).append(target)
    return found
