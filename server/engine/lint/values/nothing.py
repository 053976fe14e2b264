"""Whether an expression may give nothing on a day on which another one gives something."""

import ast
from collections.abc import Mapping

from server.engine.expressions.grammar import tree_of
from server.engine.lint.values.certainty import NOTHING, Facts, Sure, certain
from server.engine.lint.values.comparing import Reading
from server.engine.lint.values.value_types import Type


def may_be_nothing(source: str, names: Mapping[str, Type], *, given: str) -> bool:
    """Tell whether an expression may be None although `given`, another one, is not."""
    tree, before = tree_of(source), tree_of(given)
    if tree is None:
        return False  # a finding of its own
    sure = NOTHING if before is None else _sure(before)
    if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.Or):
        tree = tree.values[-1]  # what comes before is given only where it is there
    return Reading(names).of(tree, sure).maybe


def _sure(node: ast.expr) -> Facts:
    """Give the paths that are not None where an expression gives something."""
    match node:
        case ast.IfExp(test=test, body=body, orelse=ast.Constant(value=None)):
            return certain(test)[0] | _sure(body)
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return frozenset({Sure(ast.unparse(node))})
        case _:
            return NOTHING
