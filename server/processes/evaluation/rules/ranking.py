"""Ranking the units of a bloc by their final points on the whole scale."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFinals:
    """One unit's finals; `key` orders equals and must not change between two rankings."""

    unit: str
    total: Decimal
    scaled: Fraction
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One unit's place; `shares_rank` where another unit has the same final points."""

    unit: str
    total: Decimal
    scaled: Fraction
    rank: int
    shares_rank: bool


def rank(*, standings: Iterable[UnitFinals], taken_out: Collection[str] = ()) -> tuple[Ranked, ...]:
    """Rank by scaled points, most first; equals share a rank and leave the next free (1, 1, 3).

    Units taken out are not ranked. Equals stand in the order of their keys.
    """
    counted = sorted(
        (standing for standing in standings if standing.unit not in taken_out),
        key=lambda standing: (-standing.scaled, standing.key, standing.unit),
    )
    return tuple(
        Ranked(
            unit=standing.unit,
            total=standing.total,
            scaled=standing.scaled,
            rank=first,
            shares_rank=len(equals) > 1,
        )
        for first, equals in _places(counted)
        for standing in equals
    )


def _places(counted: Iterable[UnitFinals]) -> Iterator[tuple[int, list[UnitFinals]]]:
    """Go through those who share a place, each with its number, in the order of the points."""
    place = 1
    for _, group in groupby(counted, key=lambda standing: standing.scaled):
        equals = list(group)
        yield place, equals
        place += len(equals)


def finals(ranking: Iterable[Ranked]) -> Mapping[str, Fraction]:
    """Return the final points by unit, as the tie rule compares them."""
    return {ranked.unit: ranked.scaled for ranked in ranking}
