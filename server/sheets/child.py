"""The process in which a workbook is parsed: bounded in time, memory and files.

It is given the guarded archive and answers with JSON: the cells of each sheet, or why it is
refused.
"""

import io
import json
import sys
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from openpyxl import load_workbook

from server.bounded_process import bind
from server.sheets.cell_text import unpacked
from server.sheets.guard import LONGEST_CELL, SheetFault, SheetRefused

SECONDS: Final = 5
"""Of the processor."""
MEMORY: Final = 400 * 1024 * 1024
TRUTHS: Final = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice saves what was a truth when it opened the workbook."""
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5000, 60, 20
MOST_TEXT: Final = 4_000_000
"""Characters of all cells together: a text that stands once in the file may be in every one."""


def parsed(data: bytes) -> dict[str, list[list[Any]]]:
    """Give the cells of every sheet that can be seen, row by row; raises SheetRefused."""
    warnings.simplefilter("ignore")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    if len(book.sheetnames) > MOST_SHEETS:
        raise SheetRefused(SheetFault.TOO_LONG)
    found: dict[str, list[list[Any]]] = {}
    left = MOST_TEXT
    for sheet in book.worksheets:
        rows: list[list[Any]] = []
        found[sheet.title] = rows
        for row in _rows(sheet):
            left -= sum(len(cell) for cell in row if isinstance(cell, str))
            if left < 0:
                raise SheetRefused(SheetFault.TOO_LARGE, sheet.title)
            rows.append(row)
    return found


def _rows(sheet: Any) -> Iterator[list[Any]]:  # noqa: ANN401 - the library has no types
    cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    for number, row in enumerate(cells, start=1):
        if number > MOST_ROWS:
            raise SheetRefused(SheetFault.TOO_LONG, sheet.title)
        yield [_cell(cell, sheet.title) for cell in row]


def _cell(cell: Any, sheet: str) -> object:  # noqa: ANN401, C901, PLR0912 - one case a kind
    """Give a cell as JSON: text and truth as they are, a number as ["n", …], a day as ["d", …]."""
    value, kind = cell.value, cell.data_type
    if kind == "f" and isinstance(value, str):
        value, kind = TRUTHS.get(value, value), "b" if value in TRUTHS else kind
    if value is None or isinstance(value, bool):
        return value
    where = f"{sheet}!{cell.coordinate}"
    if kind == "f":
        raise SheetRefused(SheetFault.FORMULA, where)
    if kind == "e":
        raise SheetRefused(SheetFault.BAD_VALUE, where)
    match value:
        case str() if len(value) <= LONGEST_CELL:
            return unpacked(value)
        case str():
            raise SheetRefused(SheetFault.CELL_TOO_LONG, where)
        case int() | float() if Decimal(repr(value)).is_finite():
            return ["n", repr(value)]
        case datetime() if value.time().isoformat() == "00:00:00":
            return ["d", value.date().isoformat()]
        case date():
            return ["d", value.isoformat()]
        case _:
            raise SheetRefused(SheetFault.BAD_VALUE, where)


def answer(data: bytes) -> dict[str, object]:
    """Give the cells, or the fault and where it is."""
    try:
        return {"sheets": parsed(data)}
    except SheetRefused as refused:
        return {"fault": refused.fault, "where": refused.where}


if __name__ == "__main__":
    bind(seconds=SECONDS, memory=MEMORY)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
