"""Counts, sums, shares and ranks over the records of a case: exact, the same in every run."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, localcontext
from itertools import groupby
from typing import Final

_DIGITS: Final = 100
"""More than any sum of a case has: none is rounded."""
_HUNDREDTH: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class RankedKey:
    """Whose value stands where: equals share a rank, and the next counts them all (1, 2, 2, 4)."""

    key: str
    value: Decimal
    rank: int


def total(values: Iterable[Decimal]) -> Decimal:
    """Add up exactly; nothing adds up to 0."""
    with localcontext(prec=_DIGITS):
        return sum(values, Decimal(0))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return the hundredths of a share, cut off after two digits; 0 of a whole that is 0.

    Cut off, and not rounded: 66.666… % is not yet 66.67 %, so nothing passes by rounding.
    """
    if not whole:
        return Decimal(0)
    with localcontext(prec=_DIGITS):
        return (part * 100 / whole).quantize(_HUNDREDTH, rounding=ROUND_DOWN)


def ranked(values: Mapping[str, Decimal], *, lowest_first: bool = False) -> Sequence[RankedKey]:
    """Rank by value, the highest first or the lowest; equals by their keys, with one rank."""
    ordered = sorted(
        values.items(), key=lambda item: (item[1] if lowest_first else -item[1], item[0])
    )
    found: list[RankedKey] = []
    for value, equals in groupby(ordered, key=lambda item: item[1]):
        rank = len(found) + 1
        found.extend(RankedKey(key, value, rank) for key, _ in equals)
    return found
