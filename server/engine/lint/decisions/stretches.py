"""Which values of an input column fit which lines, asked once for each stretch of values.

What a cell says of a value hangs only on how that stands to the constants of the cell: the values
between two of them fit together, or not at all.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from operator import xor

from server.engine.expressions.comparison import is_day, number
from server.engine.expressions.feel.functions import SPAN
from server.engine.expressions.feel.values import Unfit
from server.engine.expressions.tables import Cell
from server.engine.lint.decisions.domains import constants
from server.engine.lint.decisions.feel_cells import Opaque
from server.engine.values import JSON

Fits = Callable[[Cell, JSON], bool]
Rank = Decimal | date | int | str


class Stretches:
    """The values of a column in their order; a set of them is a whole number, a bit for each."""

    def __init__(self, values: Sequence[JSON], what: str, fits: Fits) -> None:
        self.values = values
        self.what = what
        self.fits = fits
        ranks = [_rank(value, what) for value in values]
        self.ranks = [rank for rank in ranks if rank is not None]
        count = len(self.ranks)
        self.ordered = None not in ranks[:count] and self.ranks == sorted(self.ranks)

    def of(self, cell: Cell) -> int:
        """Give the values a cell fits."""
        if cell.source is None:
            return (1 << len(self.values)) - 1
        return sum(
            ((1 << end - begin) - 1) << begin
            for begin, end in self._parts(cell)
            if self.fits(cell, self.values[begin])
        )

    def asked(self, cell: Cell) -> int:
        """Count how often a cell is asked."""
        return sum(1 for _ in self._parts(cell))

    def _parts(self, cell: Cell) -> Iterator[tuple[int, int]]:
        """Give where each stretch of values begins and ends that a cell does not tell apart."""
        own = self._constants(cell)
        if own is None:
            yield from ((at, at + 1) for at in range(len(self.values)))
            return
        cuts = {0, len(self.ranks), *range(len(self.ranks), len(self.values) + 1)}
        for rank in own:
            cuts |= {bisect_left(self.ranks, rank), bisect_right(self.ranks, rank)}
        yield from pairwise(sorted(cuts))

    def _constants(self, cell: Cell) -> list[Rank] | None:
        """Rank what a cell compares with; None where that is not known, or has no order here."""
        if not self.ordered:
            return None
        try:
            found = [_rank(value, self.what) for value in constants(cell)]
        except (Opaque, Unfit):
            return None
        return [rank for rank in found if rank is not None]


def turned(fitted: Sequence[int], count: int) -> list[int]:
    """Give for each of so many values the lines that it fits; `fitted` are the lines' values."""
    changes = [0] * (count + 1)
    for line, values in enumerate(fitted):
        edges = values ^ (values << 1)  # where what fits begins, and behind where it ends
        while edges:
            lowest = edges & -edges
            changes[lowest.bit_length() - 1] ^= 1 << line
            edges ^= lowest
    return [*accumulate(changes[:count], xor)]


def _rank(value: JSON, what: str) -> Rank | None:
    """Give what the values of a column are in order by; None for one that has no place there."""
    if what == "number":
        try:
            return number(value)
        except TypeError:
            return None
    if not isinstance(value, str):
        return None
    if what == "date":
        return date.fromisoformat(value) if is_day(value) else None
    if what == "days":
        found = SPAN.fullmatch(value)
        return int(f"{found[1]}{found[2]}") if found else None
    return value if what == "text" else None
