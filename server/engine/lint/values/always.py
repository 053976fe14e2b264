"""Whether a condition comes out the same whatever is true, by trying what its names may be."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import product
from math import prod
from typing import Final, cast

from server.engine.errors import ExpressionRefused
from server.engine.expressions.comparison import is_day, is_integer
from server.engine.expressions.language import evaluate
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import TRUTH, Sort, Type, of_constant
from server.engine.values import JSON

MOST_TRIED: Final = 500
_OTHERS: Final = ("…", "……")
"""Stand for every text that is not written in the condition; two, so that two texts may differ."""
_SOME_DAY: Final = "2024-06-03"


def always(tree: ast.expr, names: Names, there: Callable[[ast.expr], bool]) -> bool:
    """Tell whether a condition is true, or false, for all that its names may be.

    `there` tells whether what has() asks for is certain to be set. False where it cannot be tried
    out: what is not known may be anything.
    """
    pieces = _Pieces(names, there, _written(tree))
    source = pieces.truth(tree)
    samples = [pieces.samples(kind) for kind in pieces.kinds.values()]
    if not samples or prod(map(len, samples)) > MOST_TRIED:
        return False
    outcomes = set()
    for chosen in product(*samples):
        facts = dict(zip(pieces.names.values(), chosen, strict=True))
        try:
            outcomes.add(bool(evaluate(source, facts)))
        except ExpressionRefused:
            return False  # where it fails is a finding of its own
        if len(outcomes) > 1:
            return False
    return True


def _written(tree: ast.expr) -> list[JSON]:
    """Give what is written in a condition, a number with its negative."""
    found = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)]
    written = cast("list[JSON]", found)
    return [*written, *(-each for each in written if is_integer(each))]


class _Unknown(Exception):
    """A value of which nobody can say what it may be."""


@dataclass
class _Pieces:
    """A condition with a name in the place of each piece that may be several things."""

    known: Names
    there: Callable[[ast.expr], bool]
    written: list[JSON]
    kinds: dict[str, Type] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def truth(self, node: ast.expr) -> str:
        """Write a condition anew; what of it is not known may be true or false."""
        match node:
            case ast.BoolOp(op=op, values=values):
                sign = " and " if isinstance(op, ast.And) else " or "
                return f"({sign.join(self.truth(each) for each in values)})"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"(not {self.truth(operand)})"
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return f"({self.truth(body)} if {self.truth(test)} else {self.truth(orelse)})"
            case _:
                before = dict(self.kinds), dict(self.names)
                try:
                    return f"({ast.unparse(self.value(node))})"
                except _Unknown:
                    self.kinds, self.names = before
                    return self.name(ast.unparse(node), TRUTH).id

    def value(self, node: ast.expr) -> ast.expr:  # noqa: C901, PLR0911 - one case a node, flat
        """Write a value anew; raises _Unknown."""
        match node:
            case ast.Constant():
                return node
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return ast.UnaryOp(op=ast.USub(), operand=self.value(operand))
            case ast.Call(func=ast.Name(id="has"), args=[asked]):
                kind = of_constant(value=True) if self.there(asked) else TRUTH
                return self.name(ast.unparse(node), kind)
            case ast.Call(func=ast.Name(id="len"), args=[of]) if self._is_choice(of):
                return ast.Call(func=ast.Name("len"), args=[self.value(of)], keywords=[])
            case ast.Compare(left=left, ops=ops, comparators=others):
                every = [self.value(each) for each in others]
                return ast.Compare(left=self.value(left), ops=ops, comparators=every)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return ast.List(elts=[self.value(each) for each in items], ctx=ast.Load())
            case ast.IfExp(test=test, body=body, orelse=orelse):
                asked = ast.parse(self.truth(test), mode="eval").body
                return ast.IfExp(test=asked, body=self.value(body), orelse=self.value(orelse))
            case _:
                return self.name(ast.unparse(node), Reading(self.known).of(node))

    def _is_choice(self, node: ast.expr) -> bool:
        kind = Reading(self.known).of(node)
        return kind.sort is Sort.TEXT and kind.values is not None

    def name(self, source: str, kind: Type) -> ast.Name:
        """Put a name in the place of a piece, and remember what it may be; raises _Unknown."""
        if kind.sort not in {Sort.TRUTH, Sort.WHOLE, Sort.TEXT, Sort.DAY}:
            raise _Unknown
        self.names.setdefault(source, f"piece_{len(self.names)}")
        self.kinds.setdefault(source, kind)
        return ast.Name(self.names[source], ast.Load())

    def samples(self, kind: Type) -> tuple[JSON, ...]:
        """Give what stands for all that a value may be, beside all that the others may be."""
        found: list[JSON]
        match kind.sort:
            case Sort.TRUTH:
                found = [each for each in (True, False) if _listed(str(each), kind)]
            case Sort.WHOLE:
                found = [each for each in self.numbers if kind.bounds(each)]
            case Sort.TEXT:
                found = [*sorted(kind.values or self.texts)]
            case _:
                found = [each for each in self.days if _between(each, kind)]
        return (*found, None) if kind.maybe else tuple(found)

    @cached_property
    def texts(self) -> set[str]:
        """Give each text that is written, or that a piece may be, and two others."""
        found = {*_OTHERS, *(each for each in self.written if isinstance(each, str))}
        for kind in self.kinds.values():
            found |= kind.values or set[str]() if kind.sort is Sort.TEXT else set[str]()
            found |= {*self.days} if kind.sort is Sort.DAY else set[str]()
        return found

    @cached_property
    def numbers(self) -> list[int]:
        """Give each number that is written, or bounds a piece, and those beside it."""
        ends = [end for kind in self.kinds.values() for end in (kind.least, kind.most)]
        known = [each for each in (*self.written, *ends) if is_integer(each)]
        return sorted({0, 1} | {each + step for each in known for step in (-1, 0, 1)})

    @cached_property
    def days(self) -> list[str]:
        """Give each day that is written, or bounds a piece, and those beside it."""
        ends = [end for kind in self.kinds.values() for end in (kind.earliest, kind.latest)]
        known = {each for each in (*self.written, *ends) if isinstance(each, str) and is_day(each)}
        found = set[str]()
        for each in (_SOME_DAY, *known):
            day = date.fromisoformat(each)
            found |= {(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)}
        return sorted(found)


def _listed(value: str, kind: Type) -> bool:
    return kind.values is None or value in kind.values


def _between(day: str, kind: Type) -> bool:
    """Tell whether a day is within its bounds, as far as these are days themselves."""
    early = kind.earliest is None or not is_day(kind.earliest) or day >= kind.earliest
    return early and (kind.latest is None or not is_day(kind.latest) or day <= kind.latest)
