"""Where a token can come to, who may answer what reaches an element, what begins only once."""

from collections.abc import Mapping

from server.engine.diagram import begun_once as drawn
from server.engine.diagram.approving import alternatives
from server.engine.diagram.drawing import Kind
from server.engine.reading import Definition


def reached(
    definition: Definition, element: str, *, stop: str = "", within: str = ""
) -> frozenset[str]:
    """Follow the flows from an element, boundary events included, not beyond `stop`.

    `within` is a subprocess that no way leaves; empty for all ways.
    """
    found: set[str] = set()
    waiting = [element]
    ways, interrupts = definition.scopes.ways, definition.scopes.interrupts
    while waiting:
        here = waiting.pop()
        if here == stop and here != element:
            continue
        ahead = {flow.target for flow in ways if flow.source == here}
        ahead |= {*interrupts.get(here, ())}
        if within:
            ahead = {name for name in ahead if within in definition.around(name)}
        waiting += ahead - found
        found |= ahead
    return frozenset(found)


def in_order(definition: Definition) -> list[str]:
    """Name the elements in the order in which a case comes to them, loops left aside.

    What follows from an event on an element comes after what follows from the element.
    """
    after: dict[str, list[str]] = {}
    for host, events in definition.scopes.interrupts.items():
        after.setdefault(host, []).extend(events)
    for source, target in definition.message_flows:
        after.setdefault(source, []).append(target)
    for flow in reversed(definition.scopes.ways):
        after.setdefault(flow.source, []).append(flow.target)
    starts = [each for each in definition.elements.values() if each.kind == Kind.START]
    starts.sort(key=lambda each: each.process == definition.main)  # walked last, so it comes first
    order: list[str] = []
    seen: set[str] = set()
    for start in starts:
        _walk(start.id, after, seen, order)
    left = [name for name in definition.elements if name not in seen]
    return [*reversed(order), *left]


def _walk(start: str, after: Mapping[str, list[str]], seen: set[str], order: list[str]) -> None:
    """Walk depth first without recursion, writing each element down after all it leads to."""
    stack = [] if start in seen else [(start, iter(after.get(start, ())))]
    seen.add(start)
    while stack:
        target = next((each for each in stack[-1][1] if each not in seen), None)
        if target is None:
            order.append(stack.pop()[0])
        else:
            seen.add(target)
            stack.append((target, iter(after.get(target, ()))))


def answers(definition: Definition, question: str, catch: str) -> bool:
    """Tell whether who hears a message at `question` may answer it to `catch`.

    Who is begun anew, or taken out, has nothing to say of what was before.
    """
    heard = definition.elements[question]
    if heard.kind in {Kind.START, Kind.POOL}:
        return True
    ahead = reached(definition, question)
    return any(source in ahead for source, target in definition.message_flows if target == catch)


def begun_once(definition: Definition) -> frozenset[str]:
    """Name the processes that begin at most once in a case."""
    processes, elements = definition.processes.values(), definition.elements.values()
    return drawn.begun_once(processes, elements, definition.message_flows, definition.scopes)


def approving_instead(definition: Definition, task: str) -> frozenset[str]:
    """Name the tasks that approve the same work where a way comes to one of them alone."""
    scopes, elements = definition.scopes, definition.elements
    return alternatives(elements.values(), scopes, definition.paths, elements[task])
