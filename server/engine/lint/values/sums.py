"""Sums, differences, products: what they are made of, and within which bounds they stay."""

import ast
from collections.abc import Iterator
from itertools import product
from typing import Final

from server.engine.lint.values.misfits import Misfit, compared, wanted
from server.engine.lint.values.value_types import (
    ANY,
    WORDS,
    Sort,
    Type,
    choice,
    either,
    list_of,
    party,
    whole,
)

_JOINED: Final = frozenset({Sort.WHOLE, Sort.TEXT, Sort.LIST})
"""What `+` puts together, each with its like."""
_FEW: Final = 100


def misfits(node: ast.BinOp, one: Type, other: Type) -> Iterator[Misfit]:
    """Refuse to put together what does not go together."""
    known = {one.sort, other.sort} - {Sort.ANY}
    taken = _JOINED if isinstance(node.op, ast.Add) else frozenset({Sort.WHOLE})
    if len(known) > 1 or not known <= taken:
        yield compared(node, one, other)


def no_number(node: ast.expr, given: Type) -> Iterator[Misfit]:
    """Refuse the negative of what is no number."""
    if given.sort not in {Sort.WHOLE, Sort.ANY, Sort.NOTHING}:
        yield wanted(node, given, Sort.WHOLE)


def negative(given: Type) -> Type:
    """Give what the negative of a number may be."""
    least = None if given.most is None else -given.most
    return whole(least, None if given.least is None else -given.least)


def gives(  # noqa: C901, PLR0911 - one case a sort, flat
    op: ast.operator, one: Type, other: Type
) -> Type:
    """Give what comes out; of what does not go together nobody can tell."""
    if one.sort is not other.sort:
        return ANY
    match one.sort, op:
        case Sort.WHOLE, ast.Add():
            return whole(_sum(one.least, other.least), _sum(one.most, other.most))
        case Sort.WHOLE, ast.Sub():
            return gives(ast.Add(), one, negative(other))
        case Sort.WHOLE, _:
            return _product(one, other)
        case Sort.LIST, _:
            item = either(one.item, other.item) if one.item and other.item else None
            return list_of(item or ANY, *_lengths(one, other))
        case Sort.TEXT, _:
            return _texts(one, other)
        case _:
            return ANY


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _product(one: Type, other: Type) -> Type:
    if one.least is None or one.most is None or other.least is None or other.most is None:
        positive = min(one.least or 0, other.least or 0) >= 0 and None not in {
            one.least,
            other.least,
        }
        return whole(0 if positive else None, None)
    products = [a * b for a in (one.least, one.most) for b in (other.least, other.most)]
    return whole(min(products), max(products))


def _texts(one: Type, other: Type) -> Type:
    """Give every text that two may make, where these are few."""
    pairs = [*product(one.values or (), other.values or ())][:_FEW]
    return choice(a + b for a, b in pairs) if 0 < len(pairs) < _FEW else party(WORDS)


def _lengths(one: Type, other: Type) -> tuple[int, int | None]:
    return (one.least or 0) + (other.least or 0), _sum(one.most, other.most)
