"""The safe language of conditions, payloads, due dates and decision cells: read, never executed.

Values are plain JSON. Order is defined between numbers (integers, or decimals written as strings)
and between dates written YYYY-MM-DD; comparing anything else for order is refused, because text
would quietly put "9.5" after "80".
"""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Final

from server.engine.errors import BadData, ExpressionRefused
from server.engine.expressions.comparison import (
    is_integer,
    ordered,
    same,
)
from server.engine.expressions.functions import FUNCTIONS, counted_by, workdays
from server.engine.expressions.grammar import parse
from server.engine.values import JSON, checked

LONGEST_TEXT: Final = 10_000
MOST_ITEMS: Final = 10_000

_COUNTING: Final[Mapping[type[ast.operator], Callable[[int, int], int]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


def evaluate(source: str, names: Mapping[str, JSON]) -> JSON:
    """Give the value of an expression over these names; it shares nothing with them.

    Raises ExpressionRefused for what the language does not have, for names and keys that are not
    there, and for values of the wrong kind or beyond the bounds.
    """
    value = _Reading(source, names).of(parse(source))
    try:
        return checked(value, "result")
    except BadData as error:
        raise ExpressionRefused(f"the result: {error.reason}", source) from None


class _Reading:
    """One evaluation: the source for the words of a refusal, the names for the values."""

    def __init__(self, source: str, names: Mapping[str, JSON]) -> None:
        self.source = source
        self.names = names

    def of(self, node: ast.expr) -> JSON:  # noqa: C901, PLR0911, PLR0912 - one case a node, flat
        match node:
            case ast.Constant(value=value):
                return value  # type: ignore[return-value] # the grammar lets only JSON through
            case ast.Name(id=name):
                return self.key(self.names, name, node)
            case ast.Attribute(value=inner, attr=name):
                return self.key(self.of(inner), name, node)
            case ast.Subscript(value=inner, slice=index):
                return self.item(self.of(inner), self.of(index), node)
            case ast.Compare():
                return self.compare(node)
            case ast.BoolOp(op=op, values=values):
                return self.either(values) if isinstance(op, ast.Or) else self.both(values)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self.of(operand)
            case ast.UnaryOp(operand=operand):
                return -self.integer(operand)
            case ast.BinOp(left=left, op=op, right=right):
                return self.sum_of(op, self.of(left), self.of(right), node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.of(body) if self.of(test) else self.of(orelse)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return [self.of(item) for item in items]
            case ast.Dict():
                return self.display(node)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.call(name, arguments, node)
            case _:
                raise self.refusal(f"{type(node).__name__} is not in the language", node)

    def key(self, owner: object, name: str, node: ast.expr) -> JSON:
        if not isinstance(owner, Mapping):
            raise self.refusal(f"nothing to take {name} from", node)
        if name not in owner:
            raise self.refusal(f"there is no {name}", node)
        value: JSON = owner[name]
        return value

    def item(self, owner: JSON, index: JSON, node: ast.expr) -> JSON:
        if isinstance(owner, dict) and isinstance(index, str):
            return self.key(owner, index, node)
        if isinstance(owner, list) and is_integer(index) and -len(owner) <= index < len(owner):
            return owner[index]
        raise self.refusal("there is nothing at this index", node)

    def compare(self, node: ast.Compare) -> bool:
        left = self.of(node.left)
        for op, operand in zip(node.ops, node.comparators, strict=True):
            right = self.of(operand)
            if not self.holds(op, left, right, node):
                return False
            left = right
        return True

    def holds(self, op: ast.cmpop, left: JSON, right: JSON, node: ast.expr) -> bool:
        match op:
            case ast.Eq():
                return same(left, right)
            case ast.NotEq():
                return not same(left, right)
            case ast.In():
                return self.contains(right, left, node)
            case ast.NotIn():
                return not self.contains(right, left, node)
            case _:
                return self.in_order(op, left, right, node)

    def in_order(self, op: ast.cmpop, left: JSON, right: JSON, node: ast.expr) -> bool:
        try:
            return ordered(type(op), left, right)
        except TypeError:
            raise self.refusal("only numbers or dates have an order", node) from None

    def contains(self, whole: JSON, part: JSON, node: ast.expr) -> bool:
        if isinstance(whole, list):
            return any(same(item, part) for item in whole)
        if isinstance(whole, dict | str) and isinstance(part, str):
            return part in whole
        raise self.refusal("`in` wants a list, the keys of an object, or text in text", node)

    def both(self, values: list[ast.expr]) -> JSON:
        value: JSON = True
        for node in values:
            value = self.of(node)
            if not value:
                break
        return value

    def either(self, values: list[ast.expr]) -> JSON:
        value: JSON = False
        for node in values:
            value = self.of(node)
            if value:
                break
        return value

    def sum_of(self, op: ast.operator, left: JSON, right: JSON, node: ast.expr) -> JSON:
        if isinstance(op, ast.Add) and isinstance(left, str) and isinstance(right, str):
            return self.text(left + right, node)
        if isinstance(op, ast.Add) and isinstance(left, list) and isinstance(right, list):
            return self.items([*left, *right], node)
        if not is_integer(left) or not is_integer(right):
            raise self.refusal("arithmetic is for integers", node)
        return _COUNTING[type(op)](left, right)  # exact: only what is given out is bounded

    def call(self, name: str, arguments: list[ast.expr], node: ast.expr) -> JSON:
        if name == "has":
            return self.has(arguments[0])
        given = [self.of(argument) for argument in arguments]
        try:
            if name == workdays.__name__:
                given = [*given, counted_by(self.names)]
            return FUNCTIONS[name](*given)
        except TypeError:
            raise self.refusal(f"{name}() cannot take these values", node) from None

    def has(self, node: ast.expr) -> bool:
        """Tell whether a name, or a path of names, leads to a value (null is one)."""
        match node:
            case ast.Name(id=name):
                return name in self.names
            case ast.Attribute(value=inner, attr=name) if self.has(inner):
                owner = self.of(inner)
                return isinstance(owner, dict) and name in owner
            case _:
                return False

    def display(self, node: ast.Dict) -> JSON:
        pairs = zip(node.keys, node.values, strict=True)
        return {key.value: self.of(value) for key, value in pairs}  # type: ignore[union-attr]

    def integer(self, node: ast.expr) -> int:
        value = self.of(node)
        if not is_integer(value):
            raise self.refusal("arithmetic is for integers", node)
        return value

    def text(self, value: str, node: ast.expr) -> str:
        if len(value) > LONGEST_TEXT:
            raise self.refusal(f"text longer than {LONGEST_TEXT}", node)
        return value

    def items(self, value: list[JSON], node: ast.expr) -> list[JSON]:
        if len(value) > MOST_ITEMS:
            raise self.refusal(f"a list of more than {MOST_ITEMS}", node)
        return value

    def refusal(self, reason: str, node: ast.expr) -> ExpressionRefused:
        return ExpressionRefused(reason, self.source, node.col_offset)
