"""Where the expressions of a drawing stand, and what they read that it does not set."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.engine.diagram.drawing import Drawing
from server.engine.expressions.decisions import Decision
from server.engine.expressions.durations import ENTERED
from server.engine.expressions.functions import workdays
from server.engine.expressions.grammar import parse
from server.engine.expressions.names import reads

_WORKDAYS: Final = workdays.__name__.encode()


def places(
    drawing: Drawing, decisions: Mapping[str, Decision]
) -> Iterator[tuple[str, str, str, str]]:
    """Give each expression with whose it is, the element it is read at, and the process.

    Those of a decision table are read at each task that calls it.
    """
    for flow in drawing.flows:
        if flow.condition is not None:
            yield flow.id, flow.source, flow.process, flow.condition
    for element in drawing.elements:
        table = decisions.get(element.decision or "")
        asked = table.sources if table else ()
        days = (element.dated, element.duration)
        own = (element.payload, element.to, *days, *element.parameters.values())
        for source in (*own, *asked):
            if source is not None:
                yield element.id, element.id, element.process, source


def facts_read(drawing: Drawing, decisions: Mapping[str, Decision]) -> Mapping[str, frozenset[str]]:
    """Give by process the names its expressions read that no element of it sets."""
    found: dict[str, set[str]] = {each.id: set() for each in drawing.processes}
    for _, _, process, source in places(drawing, decisions):
        found[process] |= {read.name for read in reads(parse(source))}
    own = {(each.process, each.id) for each in drawing.elements}
    own |= {(each.id, ENTERED) for each in drawing.processes}
    return {
        process: frozenset(name for name in names if (process, name) not in own)
        for process, names in found.items()
    }


def counting_workdays(
    drawing: Drawing, decisions: Mapping[str, Decision], files: Mapping[str, bytes]
) -> frozenset[str]:
    """Name the processes whose expressions, or whose tables, may count working days."""
    tables = any(_WORKDAYS in text for name, text in files.items() if name.endswith(".dmn"))
    asking = {each.process for each in drawing.elements if tables and each.decision}
    found = (
        process
        for _, _, process, source in places(drawing, decisions)
        if _WORKDAYS.decode() in source
    )
    return frozenset({*asking, *found})


def fields_read(
    drawing: Drawing, decisions: Mapping[str, Decision]
) -> tuple[tuple[str, str, str], ...]:
    """Give where it is read, the name and the field of all that has() has not asked for before."""
    found = {
        (at, read.name, read.field)
        for _, at, _, source in places(drawing, decisions)
        for read in reads(parse(source))
        if read.field is not None and not read.field_sure
    }
    return tuple(sorted(found))
