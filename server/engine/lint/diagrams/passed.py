"""What has() answers for good: that a step has been passed is never forgotten."""

import ast
from collections.abc import Collection

from server.engine.diagram.drawing import Element, Kind
from server.engine.expressions.grammar import tree_of
from server.engine.lint.diagrams.routes import sets
from server.engine.lint.known import DraftDefinition


def shut_by_passing(draft: DraftDefinition, gateway: Element | None, loop: Collection[str]) -> bool:
    """Tell whether a choice leads out of its loop no more once all of the loop has been passed."""
    if gateway is None or gateway.kind != Kind.EXCLUSIVE:
        return False
    known = draft.by_id()
    steps = {name for name in loop if name in known and sets(known[name])}
    return _leads_out(draft, gateway, loop, set()) and not _leads_out(draft, gateway, loop, steps)


def _leads_out(
    draft: DraftDefinition, gateway: Element, loop: Collection[str], passed: Collection[str]
) -> bool:
    """Tell whether one of its flows that leads out may be taken; the default is asked last."""
    flows = draft.drawing.leaving(gateway.id)
    for flow in sorted(flows, key=lambda each: each.id == gateway.default):
        tree = tree_of(flow.condition)
        taken = tree is None or _truth(tree, passed)
        if taken is not False and flow.target not in loop:
            return True
        if taken:
            return False
    return False


def _truth(tree: ast.expr, passed: Collection[str]) -> bool | None:
    """Give what a condition comes to for what has been passed; None where that is not enough."""
    match tree:
        case ast.BoolOp(op=op, values=values):
            found = [_truth(each, passed) for each in values]
            ending = isinstance(op, ast.Or)
            return ending if ending in found else None if None in found else not ending
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            truth = _truth(operand, passed)
            return None if truth is None else not truth
        case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=name)]) if name in passed:
            return True
        case _:
            return None
