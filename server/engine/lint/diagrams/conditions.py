"""Rules about conditions: each gives a truth, and now this one, now that one."""

import ast
from collections.abc import Iterator

from server.engine.drawing import Flow
from server.engine.errors import Problem
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import Read, reads
from server.engine.lint.diagrams.typed import Environment, of_element
from server.engine.lint.diagrams.variables import Readings
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.always import always
from server.engine.lint.values.comparing import Names
from server.engine.lint.values.value_types import ANY, Sort


def conditions(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a condition that gives no truth, or the same one every time."""
    known, readings = Environment(draft), Readings(draft)
    for flow in draft.drawing.flows:
        names = known.names(flow.process)
        found = list(of_element(flow.id, flow.condition, names, Sort.TRUTH))
        yield from found
        tree = tree_of(flow.condition)
        if tree is None or found:
            continue
        asked = tuple(reads(tree))
        there = {str(read) for read in asked if _is_there(flow, read, names, readings)}
        if not asked or always(tree, names, there):
            yield Problem("CONDITION-CONSTANT", flow.id, {"source": ast.unparse(tree)})


def _is_there(flow: Flow, read: Read, names: Names, readings: Readings) -> bool:
    """Tell whether a name, or its field, is set whenever a flow is asked."""
    plain = Read(read.name, read.field)
    if any(readings.problems(flow.id, flow.source, flow.process, plain)):
        return False
    kind = names.get(read.name, ANY)
    found = kind if read.field is None else kind.field(read.field)
    return found.sort is not Sort.ANY and not found.maybe
