"""Writes lists as a workbook that is read by people alone: a heading in words, then the rows."""

import io
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from server.domain.bloc_sheet.tables import Cell
from server.sheets.guard import SheetFault, SheetRefused
from server.sheets.writing import fill, lossy, write_head

LONGEST_NAME: Final = 31
"""Characters that a spreadsheet program lets a sheet be called."""
_WIDEST, _NARROWEST = 60, 10
_DAY: Final = "dd/mm/yyyy"
_UNNAMEABLE: Final = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSheet:
    """One sheet: what it is called, the headings of its columns, its rows."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write(sheets: Sequence[ListSheet]) -> bytes:
    """Write a workbook of at least one sheet.

    Raises SheetRefused, with sheet and column, for a text that no cell holds.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for each in sheets:
        _write(book.create_sheet(sheet_name(each.title, book.sheetnames)), each)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_name(title: str, taken: Collection[str] = ()) -> str:
    """Call a sheet by its title, as far as a sheet may be called so, and as no other is."""
    plain = _UNNAMEABLE.sub(" ", title).strip(" '") or "1"
    others = {each.casefold() for each in taken}
    names = (
        f"{plain[: LONGEST_NAME - len(end)].rstrip()}{end}"
        for end in ("", *(f" {number}" for number in range(2, len(others) + 3)))
    )
    return next(name for name in names if name.casefold() not in others)


def _write(sheet: Any, told: ListSheet) -> None:  # noqa: ANN401 - the library has no types
    for at, head in enumerate(told.heads, start=1):
        write_head(sheet.cell(1, at), head)
        held = [row[at - 1] for row in told.rows]
        longest = max(len(str(value)) for value in (head, *held) if value is not None)
        width = min(_WIDEST, max(_NARROWEST, longest + 2))
        sheet.column_dimensions[get_column_letter(at)].width = width
        for number, value in enumerate(held, start=2):
            _write_cell(sheet.cell(number, at), value, f"{told.title}, {head}")
    sheet.freeze_panes = sheet.cell(2, 1)


def _write_cell(cell: Any, value: Cell, where: str) -> None:  # noqa: ANN401 - the library has no types
    fault = lossy(value)
    if fault is SheetFault.CELL_TOO_LONG:
        raise SheetRefused(fault, where)
    fill(cell, str(value) if fault else value)
    if isinstance(value, date):
        cell.number_format = _DAY
