"""Writes lists as a workbook that is read by people alone: a heading in words, then the rows.

Rows are written one by one and none is kept, so that a list may be long.
"""

import io
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO, Any, Final

from xlsxwriter import Workbook

from server.sheets.pen import CellLook, ListCell, Pen, set_height, set_up_print, width

LONGEST_NAME: Final = 31
"""Characters that a spreadsheet program lets a sheet be called."""
MEASURED: Final = 500
"""Rows by which the widths of columns are chosen; a list may go on without end."""
UPRIGHT: Final = 90
"""Characters side by side that an upright page holds in a size to be read."""
OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Strong:
    """A row that heads those below it, or sums them up."""

    cells: Sequence[ListCell]


Row = Sequence[ListCell] | Strong


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """One sheet: what it is called, lines above its table, the headings of its columns, its rows.

    The first of the lines above is what it is called on paper.
    """

    title: str
    heads: Sequence[str]
    rows: Iterable[Row]
    above: Sequence[str] = ()


def write(sheets: Iterable[ListSheet]) -> bytes:
    """Write a workbook of at least one sheet.

    Raises SheetRefused, with sheet and column, for a text that no cell holds.
    """
    out = io.BytesIO()
    write_to(out, sheets)
    return out.getvalue()


def write_to(file: IO[bytes], sheets: Iterable[ListSheet]) -> None:
    """Write a workbook of at least one sheet into a file; raises what `write` raises."""
    with Workbook(file, OPTIONS) as book:
        pen, names = Pen(book), list[str]()
        for each in sheets:
            names.append(sheet_name(each.title, names))
            _write(book.add_worksheet(names[-1]), each, pen)


def sheet_name(title: str, taken: Collection[str] = ()) -> str:
    """Call a sheet by its title, as far as a sheet may be called so, and as no other is."""
    plain = _UNNAMEABLE.sub(" ", title).strip(" '") or "1"
    others = {each.casefold() for each in taken}
    names = (
        f"{plain[: LONGEST_NAME - len(end)].rstrip()}{end}"
        for end in ("", *(f" {number}" for number in range(2, len(others) + 3)))
    )
    return next(name for name in names if name.casefold() not in others)


def _write(sheet: Any, told: ListSheet, pen: Pen) -> None:  # noqa: ANN401 - the library has no types
    for number, line in enumerate(told.above):
        pen.put(sheet, (number, 0), line, CellLook.NOTE if number else CellLook.TITLE)
    head = len(told.above) + bool(told.above)
    rows = iter(told.rows)
    first = [*islice(rows, MEASURED)]
    widths = _widths(told.heads, first)
    set_height(sheet, head, told.heads, widths)
    for at, text in enumerate(told.heads):
        sheet.set_column(at, at, widths[at])
        pen.put(sheet, (head, at), text, CellLook.HEAD)
    last = head
    for last, row in enumerate(chain(first, rows), start=head + 1):
        _write_row(sheet, last, row, told, widths, pen)
    sheet.freeze_panes(head + 1, 0)
    sheet.autofilter(head, 0, last, len(told.heads) - 1)
    set_up_print(sheet, head=head, sideways=sum(widths) > UPRIGHT)


def _write_row(  # noqa: PLR0913, PLR0917 - where, what and with what
    sheet: Any,  # noqa: ANN401
    number: int,
    row: Row,
    told: ListSheet,
    widths: Sequence[int],
    pen: Pen,
) -> None:
    look, cells = CellLook.PLAIN, row
    if isinstance(row, Strong):
        look, cells = CellLook.STRONG, row.cells
    assert not isinstance(cells, Strong)  # noqa: S101 - unwrapped above
    set_height(sheet, number, cells, widths)
    for at, value in enumerate(cells):
        pen.put(sheet, (number, at), value, look, where=f"{told.title}, {told.heads[at]}")


def _widths(heads: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """Give each column the width of the longest line in it, within bounds."""
    longest = [len(text) for text in heads]
    for row in rows:
        for at, value in enumerate(row.cells if isinstance(row, Strong) else row):
            longest[at] = max(longest[at], _length(value))
    return [width(each) for each in longest]


def _length(value: ListCell) -> int:
    lines = str(value).splitlines() if value is not None else []
    return max(map(len, lines), default=0)
