"""A table of a printout as typst reads it: heads, and rows in groups that stand together."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from server.domain.printouts.printout import PrintedColumn, PrintedRow, PrintedTable
from server.printouts import column_rooms
from server.printouts.faces import width
from server.printouts.line_pieces import lines, pieces

Told = dict[str, Any]
MOST_TOTALS: Final = 6
"""More strong rows than these at a table's end are no totals, and may be parted."""
LONG: Final = 280.0
"""Points; what is higher may go on on the next page. The signature and what is lower share one."""
_SPACED: Final = 1.1
_LOOSE: Final = 1.25
"""Lines are so much longer than their words, which end before the margin."""


def table(block: PrintedTable, room: float, size: float, *, ends: bool) -> Told:
    """Tell of a table in so many millimetres; one that `ends` the text has its last rows apart."""
    widths = column_rooms.rooms(block, room, size)
    rooms = [width - column_rooms.INSET for width in widths]
    rows = [_row(row, rooms, size) for row in block.rows]
    end = _end(rows)
    tail = rows[end:] if ends and rows and not rows[-1]["long"] else []
    body = rows[: len(rows) - len(tail)]
    return {
        "what": "table",
        "title": pieces(block.title, room) if block.title else None,
        "columns": [
            {"align": str(column.align), "room": width}
            for column, width in zip(block.columns, widths, strict=True)
        ],
        "heads": list(_heads(block.columns, rooms, size)),
        "groups": list(_groups(body, len(body) if tail else end)),
        "tail": [{"role": "rows", "rows": tail}] if tail else [],
    }


def _heads(columns: Sequence[PrintedColumn], rooms: Sequence[float], size: float) -> Iterator[Told]:
    """Tell of the heads: columns of one group stand below its title."""
    each = zip(columns, rooms, strict=True)
    for group, found in groupby(each, key=lambda pair: pair[0].group):
        members = list(found)
        titles = [lines(column.title, room, size) for column, room in members]
        if group:
            over = sum(room for _, room in members)
            yield {"title": lines(group, over, size), "below": titles}
        else:
            yield from ({"title": title, "below": []} for title in titles)


def _row(row: PrintedRow, rooms: Sequence[float], size: float) -> Told:
    if len(row.cells) == 1:
        spans = [(row.cells[0], sum(rooms), len(rooms))]
    else:
        cells = [*row.cells, *[""] * (len(rooms) - len(row.cells))]
        spans = [(text, room, 1) for text, room in zip(cells, rooms, strict=True)]
    height = max(_lines(text, room, size) for text, room, _ in spans) * size * _SPACED
    return {
        "strong": row.strong,
        "height": height,
        "long": height > LONG,
        "cells": [{"lines": lines(text, room, size), "span": span} for text, room, span in spans],
    }


def _lines(text: str, room: float, size: float) -> int:
    """Guess how many lines a text takes, rather too many."""
    return sum(1 + int(width(line, size) * _LOOSE / room) for line in text.split("\n"))


def _end(rows: Sequence[Told]) -> int:
    """Give where the rows begin that end a table together: its totals and the row before them.

    The heads of a section whose only row that is go with it.
    """
    strong = next((n for n, row in enumerate(reversed(rows)) if not row["strong"]), len(rows))
    together = 1 + (strong if strong <= MOST_TOTALS else 0)
    if not _fit(rows[-together:]):
        together = 1
    heads = _strong_before(rows, together)
    if _fit(rows[-together - heads :]):
        together += heads
    return max(len(rows) - together, 0)


def _strong_before(rows: Sequence[Told], last: int) -> int:
    """Count the strong rows right before the last ones; none where that is all the table has."""
    before = rows[: len(rows) - last]
    return next((n for n, row in enumerate(reversed(before)) if not row["strong"]), 0)


def _fit(rows: Sequence[Told]) -> bool:
    return bool(sum(row["height"] for row in rows) <= LONG)


def _groups(rows: Sequence[Told], end: int) -> Iterator[Told]:
    """Group rows: strong ones head what follows them, what `end` begins stays together."""
    for strong, group in groupby(rows[:end], key=lambda row: row["strong"]):
        found = list(group)
        yield {"role": "section" if strong and _fit(found) else "rows", "rows": found}
    if ending := list(rows[end:]):
        yield {"role": "total" if len(ending) > 1 else "rows", "rows": ending}
