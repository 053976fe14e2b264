"""What an expression gives, and where in it values meet that never fit."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from server.engine.lint.values import days
from server.engine.lint.values.listing import listed
from server.engine.lint.values.value_types import (
    ANY,
    DAY,
    TEXTS,
    TRUTH,
    WHOLE,
    Sort,
    Type,
    either,
    has_order,
    list_of,
    may_equal,
    of_constant,
    record,
)

Names = Mapping[str, Type]
DEADLINES: Final = "deadlines"
VIETNAMESE: Final[Mapping[Sort, str]] = {
    Sort.ANY: "bất kỳ",
    Sort.TRUTH: "đúng/sai",
    Sort.WHOLE: "số nguyên",
    Sort.TEXT: "chữ",
    Sort.DAY: "ngày",
    Sort.LIST: "danh sách",
    Sort.RECORD: "bản ghi",
    Sort.NOTHING: "không có gì",
}
"""What a sort is called."""
_ORDERS: Final = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_SAME: Final = (ast.Eq, ast.NotEq)
_NEAR: Final = 0.5
_GIVES: Final[Mapping[str, Type]] = {
    **dict.fromkeys(("abs", "len", "sum"), WHOLE),
    **dict.fromkeys(("all", "any", "has"), TRUTH),
    **dict.fromkeys(("date", "workdays"), DAY),
    "keys": TEXTS,
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Values that never fit, by the rule they break; the holes fill its words."""

    rule: str
    holes: Mapping[str, str]


@dataclass(slots=True)
class Reading:
    """One expression: the types of its names, and what does not fit in it."""

    names: Names
    misfits: list[Misfit] = field(default_factory=list)

    def of(self, node: ast.expr, sure: frozenset[str] = frozenset()) -> Type:
        """Give what a node gives; `sure` are the paths known not to be None here."""
        found = self._of(node, sure)
        return found.for_certain() if found.maybe and ast.unparse(node) in sure else found

    def _of(self, node: ast.expr, sure: frozenset[str]) -> Type:  # noqa: C901, PLR0911, PLR0912 - one case a node, flat
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
                self.there((index, self.of(index, sure)), (inner, owner := self.of(inner, sure)))
                return owner.item or ANY
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

    def made(self, node: ast.expr, sure: frozenset[str]) -> Type:
        """Give what a sum, a negation, a list or a record gives."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                self.of(operand, sure)
                return TRUTH
            case ast.UnaryOp(operand=operand):
                self.there((operand, self.of(operand, sure)))
                return WHOLE
            case ast.BinOp(left=left, right=right):
                given = ((left, self.of(left, sure)), (right, self.of(right, sure)))
                self.there(*given)
                return self.sum_of(given[0][1], given[1][1], node)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return list_of(_all([self.of(item, sure) for item in items]))
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                return record({
                    str(key.value): self.of(value, sure)
                    for key, value in pairs
                    if isinstance(key, ast.Constant)
                })  # fmt: skip
            case _:
                return ANY

    def key(self, inner: ast.expr, name: str, sure: frozenset[str]) -> Type:
        owner = self.of(inner, sure)
        self.there((inner, owner))
        self.deadline(inner, name, owner)
        return owner.field(name)

    def asked(self, asked: ast.expr) -> None:
        """Note a deadline that no bloc-year has where it is only asked for."""
        if isinstance(asked, ast.Attribute):
            self.deadline(asked.value, asked.attr, self.of(asked.value))

    def deadline(self, inner: ast.expr, name: str, owner: Type) -> None:
        dated = isinstance(inner, ast.Name) and inner.id == DEADLINES
        if dated and owner.fields is not None and name not in owner.fields:
            self.misfits.append(unknown_deadline(name, frozenset(owner.fields)))

    def in_turn(self, op: ast.boolop, values: list[ast.expr], sure: frozenset[str]) -> Type:
        found = []
        for value in values:
            found.append(self.of(value, sure))
            yes, no = certain(value)
            sure |= yes if isinstance(op, ast.And) else no
        return _all(found)

    def call(self, name: str, arguments: list[ast.expr], sure: frozenset[str]) -> Type:
        if name == "has":
            self.asked(arguments[0])
            return TRUTH
        given = [self.of(argument, sure) for argument in arguments]
        self.there(*zip(arguments, given, strict=True))
        if not days.there_is(name, arguments):
            source = f"{name}({', '.join(map(ast.unparse, arguments))})"
            self.misfits.append(Misfit("DAY-CALL", {"source": source}))
        if name in {"min", "max"}:
            several = given if len(given) > 1 else [given[0].item or ANY]
            return _all(several)
        return given[0] if name == "sorted" else _GIVES.get(name, ANY)

    def sum_of(self, left: Type, right: Type, node: ast.expr) -> Type:
        found = left if left.sort is right.sort else ANY
        if found.sort in {Sort.TRUTH, Sort.DAY, Sort.RECORD, Sort.NOTHING} or _never_added(
            left, right
        ):
            self.compared(node, left, right)
        return Type(found.sort, item=found.item)

    def compare(self, node: ast.Compare, sure: frozenset[str]) -> Type:
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
                self.misfits.append(Misfit("TYPE-NOTHING", {"name": ast.unparse(source)}))

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
        elif whole.sort in {Sort.TRUTH, Sort.WHOLE, Sort.DAY, Sort.NOTHING} or (
            whole.sort is not Sort.ANY and left[1].sort in {Sort.TRUTH, Sort.WHOLE}
        ):
            self.compared(node, left[1], whole)

    def values(self, left: tuple[ast.expr, Type], right: tuple[ast.expr, Type]) -> None:
        """Note a text that the other side can never be."""
        one, other = left[1].values, right[1].values
        if one is None or other is None or one & other or (left[1].maybe and right[1].maybe):
            return
        written, beside = (left, right) if isinstance(left[0], ast.Constant) else (right, left)
        known = beside[1].values or frozenset()
        value = " | ".join(sorted(written[1].values or ()))
        holes = {"value": value, "name": ast.unparse(beside[0]), "known": listed(known)}
        self.misfits.append(Misfit("TYPE-VALUE", {**holes, "near": nearest(value, known)}))

    def compared(self, node: ast.expr, left: Type, right: Type) -> None:
        holes = {"source": ast.unparse(node)}
        for name, kind in (("left", left), ("right", right)):
            holes |= {name: kind.sort.value, f"{name}.vi": VIETNAMESE[kind.sort]}
        self.misfits.append(Misfit("TYPE-COMPARED", holes))


def unknown_deadline(value: str, known: frozenset[str]) -> Misfit:
    """Say that no bloc-year has a deadline."""
    holes = {"value": value, "known": listed(known), "near": nearest(value, known)}
    return Misfit("DEADLINE", holes)


def nearest(value: str, known: frozenset[str]) -> str:
    """Give the name most like this one; of none that is like it, the first."""
    found = get_close_matches(value, sorted(known), 1, _NEAR)
    return next(iter([*found, *sorted(known)]), "—")


def _never_added(left: Type, right: Type) -> bool:
    known = Sort.ANY not in {left.sort, right.sort}
    return known and left.sort is not right.sort


def _all(found: list[Type]) -> Type:
    together = found[0] if found else ANY
    for each in found[1:]:
        together = either(together, each)
    return together


def certain(test: ast.expr) -> tuple[frozenset[str], frozenset[str]]:
    """Give the paths that are not None where a test is true, and where it is false."""
    match test:
        case ast.Name() | ast.Attribute() | ast.Subscript():
            return frozenset({ast.unparse(test)}), frozenset()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yes, no = certain(operand)
            return no, yes
        case ast.Compare(left=left, ops=[op], comparators=[ast.Constant(value=None)]):
            path = frozenset({ast.unparse(left)})
            return (path, frozenset()) if isinstance(op, ast.NotEq) else (frozenset(), path)
        case ast.BoolOp(op=op, values=values):
            found = [certain(value) for value in values]
            if isinstance(op, ast.And):
                return frozenset[str]().union(*(each[0] for each in found)), frozenset()
            return frozenset(), frozenset[str]().union(*(each[1] for each in found))
        case _:
            return frozenset(), frozenset()
