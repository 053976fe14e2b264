"""Rules about conditions: each gives a truth, now this one, now that one, and each way is gone."""

import ast
from collections.abc import Iterator

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
        there = {str(read) for read in _paths(tree) if self._is_there(flow, read, names)}
        return not any(reads(tree)) or always(tree, names, there)

    def _is_there(self, flow: Flow, read: Read, names: Names) -> bool:
        if any(self.readings.problems(flow.id, flow.source, flow.process, read)):
            return False
        kind = names.get(read.name, ANY)
        found = kind if read.field is None else kind.field(read.field)
        return found.sort is not Sort.ANY and not found.maybe


def _paths(tree: ast.expr) -> Iterator[Read]:
    """Give what a condition asks for with has(): a name, or a field of one."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=name)]):
                yield Read(name)
            case ast.Call(
                func=ast.Name(id="has"),
                args=[ast.Attribute(value=ast.Name(id=name), attr=field)],
            ):
                yield Read(name, field)
            case _:
                continue
