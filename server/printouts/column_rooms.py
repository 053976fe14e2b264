"""How wide the columns of a table are: by their shares, yet no narrower than their longest word."""

from collections.abc import Sequence
from typing import Final

from server.domain.printouts.printout import PrintedTable
from server.printouts.faces import width

INSET: Final = 2.4
"""Millimetres of a column that are not its text's."""
WIDEST_WORD: Final = 32.0
"""Millimetres; a longer word is broken rather than the other columns narrowed for it."""


def rooms(table: PrintedTable, room: float, size: float) -> Sequence[float]:
    """Give the width of each column in millimetres, for letters of so many points."""
    needs = _needs(table, size)
    if sum(needs) > room:
        return _shared([column.width for column in table.columns], room)
    found: dict[int, float] = {}
    while True:
        free = [at for at in range(len(needs)) if at not in found]
        left = room - sum(found.values())
        shares = _shared([table.columns[at].width for at in free], left)
        given = dict(zip(free, shares, strict=True))
        narrow = {at: needs[at] for at in free if given[at] < needs[at]}
        if not narrow:
            return [(found | given)[at] for at in range(len(needs))]
        found |= narrow


def _shared(shares: Sequence[int], room: float) -> Sequence[float]:
    whole = sum(shares) or 1
    return [room * share / whole for share in shares]


def _needs(table: PrintedTable, size: float) -> Sequence[float]:
    """Give for each column what its longest word needs; a row of one text spans them all."""
    words = [set(column.title.split()) for column in table.columns]
    for row in table.rows:
        if len(row.cells) > 1:
            for known, cell in zip(words, row.cells, strict=False):
                known.update(cell.split())
    return [min(_longest(known, size), WIDEST_WORD) + INSET for known in words]


def _longest(words: set[str], size: float) -> float:
    return max((width(word, size) for word in words), default=0.0)
