"""Which processes a drawing lets begin at most once in a case: there it is always round 1."""

from collections.abc import Collection, Iterable

from server.engine.diagram.elements import Element, Kind, Process
from server.engine.diagram.scopes import Scopes, reachable_from


def begun_once(
    processes: Iterable[Process],
    elements: Collection[Element],
    message_flows: Iterable[tuple[str, str]],
    scopes: Scopes,
) -> frozenset[str]:
    """Name the pools that one throw alone begins, which is passed once, and the main process."""
    known, ahead = {each.id: each for each in elements}, scopes.ahead()
    starts = {each.id: each for each in elements if each.kind == Kind.START}
    several = {each.id for each in processes if each.each}
    asking: dict[str, list[str]] = {}
    for source, target in message_flows:
        if source in known and target in starts:
            asking.setdefault(starts[target].process, []).append(source)
    found = frozenset(each.process for each in starts.values() if each.message is None)
    new = found
    while new:
        new = frozenset(
            process
            for process, throws in asking.items()
            if process not in found
            and len(throws) == 1
            and known[throws[0]].process in found - several
            and throws[0] not in reachable_from(ahead.get(throws[0], ()), ahead)
        )
        found |= new
    return found
