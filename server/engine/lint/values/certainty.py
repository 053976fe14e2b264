"""What a test makes sure of: which paths are not None, how large a number is, how long a list."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from server.engine.expressions.comparison import is_integer
from server.engine.lint.values.value_types import Sort, Type

_INVERSE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
_TURNED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
    ast.Lt: ast.Gt,
    ast.Gt: ast.Lt,
    ast.LtE: ast.GtE,
    ast.GtE: ast.LtE,
}


@dataclass(frozen=True, slots=True)
class Sure:
    """What is certain of a path, or of the length of one: it is not None, and within bounds."""

    path: str
    least: int | None = None
    most: int | None = None


Facts = frozenset[Sure]
NOTHING: Final[Facts] = frozenset()


def certain(test: ast.expr) -> tuple[Facts, Facts]:  # noqa: C901, PLR0911 - one case a node, flat
    """Give what is certain where a test is true, and where it is false."""
    match test:
        case ast.Name() | ast.Attribute() | ast.Subscript():
            path = ast.unparse(test)
            return frozenset({Sure(path), Sure(f"len({path})", least=1)}), NOTHING
        case ast.Call(func=ast.Name(id="len")):
            return frozenset({Sure(ast.unparse(test), least=1)}), NOTHING
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yes, no = certain(operand)
            return no, yes
        case ast.Compare():
            return _compared(test)
        case ast.BoolOp(op=op, values=values):
            found = [certain(value) for value in values]
            if isinstance(op, ast.And):
                return NOTHING.union(*(each[0] for each in found)), NOTHING
            return NOTHING, NOTHING.union(*(each[1] for each in found))
        case _:
            return NOTHING, NOTHING


def narrowed(found: Type, node: ast.expr, sure: Facts) -> Type:
    """Give a type as far as it may still be what is certain here."""
    if not sure or not isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call):
        return found
    path = ast.unparse(node)
    told = path if found.sort is Sort.WHOLE else f"len({path})"
    if any(each.path == path for each in sure):
        found = found.for_certain()
    if found.sort in {Sort.WHOLE, Sort.LIST}:
        found = _within(found, [each for each in sure if each.path == told])
    return found


def _within(found: Type, bounds: Iterable[Sure]) -> Type:
    for each in bounds:
        least = [n for n in (found.least, each.least) if n is not None]
        most = [n for n in (found.most, each.most) if n is not None]
        found = replace(found, least=max(least, default=None), most=min(most, default=None))
    return found


def _compared(test: ast.Compare) -> tuple[Facts, Facts]:
    """Tell what each pair of a chain makes sure of; only one alone does so where it is false."""
    sides = [test.left, *test.comparators]
    pairs = [*zip(sides, test.ops, sides[1:], strict=False)]
    yes = NOTHING.union(*(_pair(*each) for each in pairs))
    left, op, right = pairs[0]
    if len(pairs) > 1 or type(op) not in _INVERSE:
        return yes, NOTHING
    return yes, _pair(left, _INVERSE[type(op)](), right)


def _pair(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Facts:
    if isinstance(op, ast.In):
        path = ast.unparse(right)
        return frozenset({Sure(path), Sure(f"len({path})", least=1)})
    if type(op) not in _TURNED:
        return NOTHING
    return _held(left, type(op), right) | _held(right, _TURNED[type(op)], left)


def _held(node: ast.expr, op: type[ast.cmpop], against: ast.expr) -> Facts:
    """Tell what is certain of one side, held against what is written on the other."""
    path = ast.unparse(node)
    match against:
        case ast.Constant(value=None):
            return frozenset({Sure(path)}) if op is ast.NotEq else NOTHING
        case ast.List(elts=[]):
            return frozenset({Sure(f"len({path})", least=1)}) if op is ast.NotEq else NOTHING
        case ast.Constant(value=value) if is_integer(value):
            return _bounded(path, op, value)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=value)) if is_integer(value):
            return _bounded(path, op, -value)
        case ast.Constant():
            return frozenset({Sure(path)}) if op is not ast.NotEq else NOTHING
        case _:
            return frozenset({Sure(path)}) if op not in {ast.Eq, ast.NotEq} else NOTHING


def _bounded(path: str, op: type[ast.cmpop], value: int) -> Facts:
    if op is ast.NotEq:  # a length is never below nothing
        return (
            frozenset({Sure(path, least=1)}) if path.startswith("len(") and not value else NOTHING
        )
    least = {ast.Eq: value, ast.GtE: value, ast.Gt: value + 1}.get(op)
    most = {ast.Eq: value, ast.LtE: value, ast.Lt: value - 1}.get(op)
    return frozenset({Sure(path, least, most)})
