"""Rules about conditions: each gives a truth, now this one, now that one, and each way is gone."""

import ast
from collections.abc import Iterator
from functools import partial

from server.engine.diagram.drawing import Flow, Kind
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
    constants, faulty = _Constants(draft), set[str]()
    for flow in draft.drawing.flows:
        names = constants.known.names(flow.process)
        found = list(of_element(flow.id, flow.condition, names, Sort.TRUTH))
        tree = tree_of(flow.condition)
        if tree is not None and not found and constants.holds(flow, tree):
            found = [Problem("CONDITION-CONSTANT", flow.id, {"source": ast.unparse(tree)})]
        faulty |= {each.element for each in found}
        yield from found
    for gateway in draft.of_kind(Kind.EXCLUSIVE):
        yield from _shadowed(draft, gateway.id, gateway.default, constants, faulty)


def _shadowed(
    draft: DraftDefinition,
    gateway: str,
    default: str | None,
    constants: "_Constants",
    faulty: set[str],
) -> Iterator[Problem]:
    """Refuse a flow that is never taken, since one of those before it always is."""
    flows = draft.drawing.leaving(gateway)
    before: list[ast.expr] = []
    for flow in sorted(flows, key=lambda each: each.id == default):
        tree = ast.Constant(value=True) if flow.id == default else tree_of(flow.condition)
        if flow.id in faulty or tree is None:  # which are findings of their own
            return
        left = [ast.UnaryOp(op=ast.Not(), operand=each) for each in before]
        if left and constants.holds(flow, ast.BoolOp(op=ast.And(), values=[*left, tree])):
            yield Problem("FLOW-NEVER", flow.id, {"gateway": gateway})
            return
        before.append(tree)


class _Constants:
    """Which conditions come out the same every time, by what is certain where they are asked."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.known, self.readings = Environment(draft), Readings(draft)

    def holds(self, flow: Flow, tree: ast.expr) -> bool:
        """Tell whether a condition comes out the same whenever a flow is asked."""
        names = self.known.names(flow.process)
        there = partial(self._is_there, flow, names)
        return not any(reads(tree)) or always(tree, names, there)

    def _is_there(self, flow: Flow, names: Names, asked: ast.expr) -> bool:
        """Tell whether a name, or a field of one, is certain to be set where a flow is asked."""
        match asked:
            case ast.Name(id=name):
                read = Read(name)
            case ast.Attribute(value=ast.Name(id=name), attr=field):
                read = Read(name, field)
            case _:
                return False
        if any(self.readings.problems(flow.id, flow.source, flow.process, read)):
            return False
        kind = names.get(read.name, ANY)
        found = kind if read.field is None else kind.field(read.field)
        return found.sort is not Sort.ANY and not found.maybe
