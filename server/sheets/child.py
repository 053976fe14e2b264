"""The process in which a workbook is parsed: bounded in time, memory and files.

It is given the guarded archive and answers with JSON: the cells of each sheet, of which one that
cannot be read says why, or why all of it is refused.
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
LAST_ROW: Final = 1_048_576
"""Of a sheet: some programs write it, though nothing stands in it."""
MOST_TEXT: Final = 4_000_000
"""Characters of all cells together: a text that stands once in the file may be in every one."""


def parsed(data: bytes) -> dict[str, list[list[Any]]]:
    """Give the cells of every sheet row by row, as far as any is filled in; raises SheetRefused."""
    warnings.simplefilter("ignore")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    if len(book.sheetnames) > MOST_SHEETS:
        raise SheetRefused(SheetFault.TOO_LONG)
    found: dict[str, list[list[Any]]] = {}
    left = MOST_TEXT
    for sheet in book.worksheets:
        rows: list[list[Any]] = []
        found[sheet.title] = rows
        for number, row in _rows(sheet):
            left -= sum(len(cell) for cell in row if isinstance(cell, str))
            if left < 0:
                raise SheetRefused(SheetFault.TOO_LARGE, sheet.title)
            rows += [[] for _ in range(number - 1 - len(rows))]
            rows.append(row)
    return found


def _rows(sheet: Any) -> Iterator[tuple[int, list[Any]]]:  # noqa: ANN401 - without types
    """Give each row in which something stands, with its number.

    The library fills gaps with one row without end, which is looked at once.
    """
    empty = None
    cells = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS)
    for number, row in enumerate(cells, start=1):
        if row is empty:
            continue
        said = [_cell(cell) for cell in row]
        while said and said[-1] is None:
            said.pop()
        if not said:
            empty = row
        elif number > MOST_ROWS:
            raise SheetRefused(SheetFault.TOO_LONG, sheet.title)
        else:
            yield number, said


def _cell(cell: Any) -> object:  # noqa: ANN401, C901, PLR0911, PLR0912 - one case a kind
    """Give a cell as JSON: text and truth as they are, a number as ["n", …], a day as ["d", …].

    One that cannot be read is ["x", …] with its fault.
    """
    value, kind = cell.value, cell.data_type
    if kind == "f" and isinstance(value, str):
        value, kind = TRUTHS.get(value, value), "b" if value in TRUTHS else kind
    if value is None or isinstance(value, bool):
        return value
    if kind in {"f", "e"}:
        return ["x", SheetFault.FORMULA if kind == "f" else SheetFault.BAD_VALUE]
    match value:
        case str() if len(value) <= LONGEST_CELL:
            return unpacked(value)
        case str():
            return ["x", SheetFault.CELL_TOO_LONG]
        case int() | float() if Decimal(repr(value)).is_finite():
            return ["n", repr(value)]
        case datetime() if value.time().isoformat() == "00:00:00":
            return ["d", value.date().isoformat()]
        case date():
            return ["d", value.isoformat()]
        case _:
            return ["x", SheetFault.BAD_VALUE]


def answer(data: bytes) -> dict[str, object]:
    """Give the cells, or the fault and where it is."""
    try:
        return {"sheets": parsed(data)}
    except SheetRefused as refused:
        return {"fault": refused.fault, "where": refused.where}


if __name__ == "__main__":
    bind(seconds=SECONDS, memory=MEMORY)
    sys.stdout.write(json.dumps(answer(sys.stdin.buffer.read())))
