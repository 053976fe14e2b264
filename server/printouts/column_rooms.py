"""How wide the columns of a table are: by their shares, yet no narrower than their longest word.

What a column of short texts has no need of goes to those whose texts would break.
"""

from collections.abc import Sequence
from typing import Final

from server.domain.printouts.printout import PrintedTable
from server.printouts.faces import width

INSET: Final = 2.4
"""Millimetres of a column that are not its text's."""
WIDEST_WORD: Final = 32.0
"""Millimetres; a longer word is broken rather than the other columns narrowed for it."""
_NOTHING: Final = 0.001


def rooms(table: PrintedTable, room: float, size: float) -> Sequence[float]:
    """Give the width of each column in millimetres, for letters of so many points."""
    needs = _needs(table, size)
    if sum(needs) > room:
        return _shared(_widths(table), room)
    found: dict[int, float] = {}
    while True:
        free = [at for at in range(len(needs)) if at not in found]
        left = room - sum(found.values())
        shares = _shared([table.columns[at].width for at in free], left)
        given = dict(zip(free, shares, strict=True))
        narrow = {at: needs[at] for at in free if given[at] < needs[at]}
        if not narrow:
            shared = [(found | given)[at] for at in range(len(needs))]
            return _passed_on(shared, _wants(table, needs, size), table)
        found |= narrow


def _passed_on(
    given: Sequence[float], wants: Sequence[float], table: PrintedTable
) -> Sequence[float]:
    """Give the room that columns do not want to those that want more, by their shares."""
    found, left = [*given], 0.0
    hungry = [at for at, want in enumerate(wants) if found[at] < want]
    if not hungry:
        return given
    for at, want in enumerate(wants):
        if at not in hungry:
            left += found[at] - want
            found[at] = want
    while hungry and left > _NOTHING:
        shares = _shared([table.columns[at].width for at in hungry], left)
        for at, share in zip(hungry, shares, strict=True):
            more = min(share, wants[at] - found[at])
            found[at] += more
            left -= more
        hungry = [at for at in hungry if wants[at] - found[at] > _NOTHING]
    return [room + more for room, more in zip(found, _shared(_widths(table), left), strict=True)]


def _shared(shares: Sequence[int], room: float) -> Sequence[float]:
    whole = sum(shares) or 1
    return [room * share / whole for share in shares]


def _widths(table: PrintedTable) -> Sequence[int]:
    return [column.width for column in table.columns]


def _wants(table: PrintedTable, needs: Sequence[float], size: float) -> Sequence[float]:
    """Give for each column what its longest line would need; its title may break."""
    found = [*needs]
    for row in table.rows:
        if len(row.cells) > 1:
            for at, cell in enumerate(row.cells[: len(found)]):
                found[at] = max(found[at], _longest_line(cell, size) + INSET)
    return found


def _longest_line(cell: str, size: float) -> float:
    space = width(" ", size)
    return max(
        (
            sum(min(width(word, size), WIDEST_WORD) + space for word in line.split()) - space
            for line in cell.splitlines()
        ),
        default=0.0,
    )


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
