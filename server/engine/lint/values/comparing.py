"""What an expression gives, and where in it values meet that never fit."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from server.engine.lint.values import called_functions, places, sums
from server.engine.lint.values.called_functions import Given
from server.engine.lint.values.certainty import NOTHING, Facts, certain, narrowed
from server.engine.lint.values.listing import listed
from server.engine.lint.values.misfits import Misfit, compared, nearest, nothing, unknown_deadline
from server.engine.lint.values.value_types import (
    ANY,
    TRUTH,
    Sort,
    Type,
    either,
    has_order,
    joined,
    list_of,
    may_equal,
    of_constant,
    record,
)

Names = Mapping[str, Type]
DEADLINES: Final = "deadlines"
_ORDERS: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SAME: Final = (ast.Eq, ast.NotEq)
_NO_WHOLE: Final = frozenset({Sort.TRUTH, Sort.WHOLE, Sort.DAY, Sort.NOTHING, Sort.MIXED})
_NO_PART: Final = _NO_WHOLE - {Sort.DAY} | {Sort.LIST, Sort.RECORD}
_OF_ALL: Final = frozenset({"max", "min"})


@dataclass(slots=True)
class Reading:
    """One expression: the types of its names, and what does not fit in it."""

    names: Names
    misfits: list[Misfit] = field(default_factory=list)

    def of(self, node: ast.expr, sure: Facts = NOTHING) -> Type:
        """Give what a node gives, where some facts are `sure`."""
        return narrowed(self._of(node, sure), node, sure)

    def _of(self, node: ast.expr, sure: Facts) -> Type:  # noqa: C901, PLR0911, PLR0912 - one case a node, flat
        match node:
            case ast.Constant(value=value):
                return of_constant(value)  # type: ignore[arg-type] # the grammar lets only JSON through
            case ast.Name(id=name):
                return self.names.get(name, ANY)
            case ast.Attribute(value=inner, attr=name):
                return self.key(inner, name, sure)
            case ast.Subscript(value=inner, slice=ast.Constant(value=str(name))):
                return self.key(inner, name, sure)
            case ast.Subscript(value=inner, slice=index):
                at, owner = self.of(index, sure), self.of(inner, sure)
                self.there((index, at), (inner, owner))
                self.misfits += () if owner.maybe else places.misfits(node, owner, at)
                return places.found(owner, at)
            case ast.Compare():
                return self.compare(node, sure)
            case ast.BoolOp(op=op, values=values):
                return self.in_turn(op, values, sure)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                yes, no = certain(test)
                self.of(test, sure)
                return either(self.of(body, sure | yes), self.of(orelse, sure | no))
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self.call(name, arguments, sure)
            case _:
                return self.made(node, sure)

    def made(self, node: ast.expr, sure: Facts) -> Type:
        """Give what a sum, a negation, a list or a record gives."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.of(operand, sure)
                return TRUTH
            case ast.UnaryOp(operand=operand):
                given = self.of(operand, sure)
                self.there((operand, given))
                self.misfits += sums.no_number(operand, given)
                return sums.negative(given)
            case ast.BinOp(left=left, op=op, right=right):
                one, other = self.of(left, sure), self.of(right, sure)
                self.there((left, one), (right, other))
                self.misfits += sums.misfits(node, one, other)
                return sums.gives(op, one, other)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                held = joined([self.of(item, sure) for item in items])
                return list_of(held, len(items), len(items))
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                return record({
                    str(key.value): self.of(value, sure)
                    for key, value in pairs
                    if isinstance(key, ast.Constant)
                })  # fmt: skip
            case _:
                return ANY

    def key(self, inner: ast.expr, name: str, sure: Facts) -> Type:
        owner = self.of(inner, sure)
        self.there((inner, owner))
        self.deadline(inner, name, owner)
        self.misfits += places.no_field(inner, name, owner)
        return owner.field(name)

    def asked(self, asked: ast.expr) -> None:
        """Note a deadline that no bloc-year has where it is only asked for."""
        if isinstance(asked, ast.Attribute):
            self.deadline(asked.value, asked.attr, self.of(asked.value))

    def deadline(self, inner: ast.expr, name: str, owner: Type) -> None:
        dated = isinstance(inner, ast.Name) and inner.id == DEADLINES
        if dated and owner.fields is not None and name not in owner.fields:
            self.misfits.append(unknown_deadline(name, frozenset(owner.fields)))

    def in_turn(self, op: ast.boolop, values: list[ast.expr], sure: Facts) -> Type:
        found: list[Type] = []
        for value in values:
            given = self.of(value, sure)
            last = value is values[-1]
            found.append(given if isinstance(op, ast.And) or last else _counted(given))
            yes, no = certain(value)
            sure |= yes if isinstance(op, ast.And) else no
        return joined(found)

    def call(self, name: str, arguments: list[ast.expr], sure: Facts) -> Type:
        if name == "has":
            self.asked(arguments[0])
            return TRUTH
        match arguments:
            case [ast.List(elts=[_, _, *_] as parts)] if name in _OF_ALL:
                arguments = parts  # the same as of each by itself
        given = [Given(each, self.of(each, sure)) for each in arguments]
        self.there(*given)
        self.misfits += called_functions.misfits(name, given)
        return called_functions.gives(name, given)

    def compare(self, node: ast.Compare, sure: Facts) -> Type:
        left, before = self.of(node.left, sure), node.left
        for op, operand in zip(node.ops, node.comparators, strict=True):
            right = self.of(operand, sure)
            if isinstance(op, _ORDERS):
                self.ordered(node, (before, left), (operand, right))
            elif isinstance(op, _SAME):
                self.same(node, (before, left), (operand, right))
            else:
                self.contained(node, (before, left), (operand, right))
            left, before = right, operand
        return TRUTH

    def ordered(
        self, node: ast.Compare, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]
    ) -> None:
        if not has_order(left[1], right[1]):
            self.compared(node, left[1], right[1])
            return
        self.there(left, right)

    def there(self, *several: tuple[ast.expr, Type]) -> None:
        """Note what may be None where a value is needed."""
        for source, kind in several:
            if kind.maybe:
                self.misfits.append(nothing(source))

    def same(
        self, node: ast.Compare, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]
    ) -> None:
        if not may_equal(left[1], right[1]):
            self.compared(node, left[1], right[1])
            return
        self.values(left, right)

    def contained(
        self, node: ast.Compare, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]
    ) -> None:
        source, whole = right
        self.there(right)
        if isinstance(source, ast.List | ast.Tuple):
            for item in source.elts:
                self.same(node, left, (item, self.of(item)))
        elif whole.sort is Sort.LIST and whole.item is not None:
            self.same(node, left, (source, whole.item))
        elif whole.sort in _NO_WHOLE or (
            whole.sort in {Sort.TEXT, Sort.RECORD} and left[1].sort in _NO_PART
        ):
            self.compared(node, left[1], whole)
        elif whole.sort in {Sort.TEXT, Sort.RECORD}:
            self.there(left)

    def values(self, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]) -> None:
        """Note a text that the other side can never be."""
        one, other = left[1].values, right[1].values
        if one is None or other is None or one & other or (left[1].maybe and right[1].maybe):
            return
        written, beside = (left, right) if isinstance(left[0], ast.Constant) else (right, left)
        known = beside[1].values or frozenset()
        value = " | ".join(sorted(written[1].values or ()))
        holes = {"value": value, "name": ast.unparse(beside[0]), "known": listed(known)}
        self.misfits.append(Misfit("TYPE-VALUE", {**holes, **nearest(value, known)}))

    def compared(self, node: ast.expr, left: Type, right: Type) -> None:
        self.misfits.append(compared(node, left, right))


def _counted(kind: Type) -> Type:
    """Give what is left of a value before an `or`: it is not None, and no list without items."""
    some = replace(kind, least=max(kind.least or 0, 1)) if kind.sort is Sort.LIST else kind
    return some.for_certain()
