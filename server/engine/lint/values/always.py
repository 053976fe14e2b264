"""Whether a condition comes out the same whatever is true, by trying what its names may be."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Final, cast

from server.engine.errors import ExpressionRefused
from server.engine.expressions.comparison import is_day, is_integer
from server.engine.expressions.language import evaluate
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import Sort, Type, whole
from server.engine.values import JSON

MOST_TRIED: Final = 500
_OTHERS: Final = ("…", "……")
"""Stand for every text that is not written in the condition; two, so that two texts may differ."""
_SOME_DAY: Final = "2024-06-03"
_LENGTH: Final = whole(0, None)


def always(tree: ast.expr, names: Names, there: Callable[[ast.expr], bool]) -> bool:
    """Tell whether a condition is true, or false, for all that its names may be.

    `there` tells whether what has() asks for is certain to be set. False where it cannot be tried
    out: what is not known may be anything.
    """
    written = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)]
    pieces = _Pieces(names, there, cast("list[JSON]", written))
    source = pieces.truth(tree)
    if not pieces.samples or prod(map(len, pieces.samples.values())) > MOST_TRIED:
        return False
    named = list(pieces.samples)
    outcomes = set()
    for chosen in product(*pieces.samples.values()):
        facts = {pieces.names[name]: value for name, value in zip(named, chosen, strict=True)}
        try:
            outcomes.add(bool(evaluate(source, facts)))
        except ExpressionRefused:
            return False  # where it fails is a finding of its own
        if len(outcomes) > 1:
            return False
    return True


class _Unknown(Exception):
    """A value of which nobody can say what it may be."""


@dataclass
class _Pieces:
    """A condition with a name in the place of each piece that may be several things."""

    known: Names
    there: Callable[[ast.expr], bool]
    written: list[JSON]
    samples: dict[str, tuple[JSON, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def truth(self, node: ast.expr) -> str:
        """Write a condition anew; what of it is not known may be true or false."""
        match node:
            case ast.BoolOp(op=op, values=values):
                sign = " and " if isinstance(op, ast.And) else " or "
                return f"({sign.join(self.truth(each) for each in values)})"
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"(not {self.truth(operand)})"
            case _:
                before = dict(self.samples)
                try:
                    return f"({ast.unparse(self.value(node))})"
                except _Unknown:
                    self.samples = before
                    return self.name(ast.unparse(node), (True, False)).id

    def value(self, node: ast.expr) -> ast.expr:  # noqa: C901, PLR0911, PLR0912 - one case a node, flat
        """Write a value anew; raises _Unknown."""
        match node:
            case ast.Constant():
                return node
            case ast.Call(func=ast.Name(id="has"), args=[asked]):
                samples = (True,) if self.there(asked) else (True, False)
                return self.name(ast.unparse(node), samples)
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name() | ast.Attribute() as of]):
                kind = Reading(self.known).of(of)
                if kind.sort is Sort.TEXT and kind.values:
                    return ast.Call(func=ast.Name("len"), args=[self.value(of)], keywords=[])
                held = whole(kind.least or 0, kind.most) if kind.sort is Sort.LIST else _LENGTH
                return self.name(ast.unparse(node), self.of_type(held))
            case ast.Name() | ast.Attribute():
                return self.name(ast.unparse(node), self.of_type(Reading(self.known).of(node)))
            case ast.Compare(left=left, ops=ops, comparators=others):
                every = [self.value(each) for each in others]
                return ast.Compare(left=self.value(left), ops=ops, comparators=every)
            case ast.List(elts=items) | ast.Tuple(elts=items):
                return ast.List(elts=[self.value(each) for each in items], ctx=ast.Load())
            case ast.BinOp(left=left, op=op, right=right):
                return ast.BinOp(left=self.value(left), op=op, right=self.value(right))
            case _:
                raise _Unknown

    def name(self, source: str, samples: tuple[JSON, ...]) -> ast.Name:
        """Put a name in the place of a piece, and remember what it may be."""
        self.names.setdefault(source, f"piece_{len(self.names)}")
        self.samples.setdefault(source, samples)
        return ast.Name(self.names[source], ast.Load())

    def of_type(self, kind: Type) -> tuple[JSON, ...]:
        """Give what stands for all that a value may be; raises _Unknown."""
        found: list[JSON]
        match kind.sort:
            case Sort.TRUTH:
                found = [each for each in (True, False) if _listed(str(each), kind)]
            case Sort.WHOLE:
                found = [*self.numbers(kind)]
            case Sort.TEXT:
                texts = {each for each in self.written if isinstance(each, str)}
                found = [*sorted(kind.values or {*texts, *_OTHERS})]
            case Sort.DAY:
                found = [each for each in self.days(kind) if _between(each, kind)]
            case _:
                raise _Unknown
        return (*found, None) if kind.maybe else tuple(found)

    def numbers(self, kind: Type) -> list[int]:
        near = {0, 1} | {
            each + step for each in self.written if is_integer(each) for step in (-1, 0, 1)
        }
        near |= {each for each in (kind.least, kind.most) if each is not None}
        return [each for each in sorted(near) if kind.bounds(each)]

    def days(self, kind: Type) -> list[str]:
        written = {str(each) for each in self.written if isinstance(each, str) and is_day(each)}
        written |= {each for each in (kind.earliest, kind.latest) if each and is_day(each)}
        found = set[str]()
        for each in (_SOME_DAY, *written):
            day = date.fromisoformat(each)
            found |= {(day + timedelta(days=step)).isoformat() for step in (-1, 0, 1)}
        return sorted(found)


def _listed(value: str, kind: Type) -> bool:
    return kind.values is None or value in kind.values


def _between(day: str, kind: Type) -> bool:
    """Tell whether a day is within its bounds, as far as these are days themselves."""
    early = kind.earliest is None or not is_day(kind.earliest) or day >= kind.earliest
    return early and (kind.latest is None or not is_day(kind.latest) or day <= kind.latest)
