"""Where a token can come to, who may answer what reaches an element, what begins only once."""

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


def answers(definition: Definition, question: str, catch: str) -> bool:
    """Tell whether who hears a message at `question` may answer it to `catch`.

    Who is begun anew, or taken out, has nothing to say of what was before.
    """
    heard = definition.elements[question]
    if heard.kind in {Kind.START, Kind.POOL}:
        return True
    ahead = reached(definition, question)
    return any(source in ahead for source, target in definition.message_flows if target == catch)


def begun_once(definition: Definition, process: str) -> bool:
    """Tell whether the drawing lets a process begin at most once in a case."""
    seen: set[str] = set()
    while process != definition.main:
        starts = {
            each.id
            for each in definition.elements.values()
            if each.kind == Kind.START and each.process == process
        }
        asking = [source for source, target in definition.message_flows if target in starts]
        if process in seen or len(asking) != 1 or asking[0] in reached(definition, asking[0]):
            return False
        seen.add(process)
        process = definition.elements[asking[0]].process
        if definition.processes[process].each:
            return False
    return True
