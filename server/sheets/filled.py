"""Reads a workbook that somebody filled in: its rows by their keys, its columns by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from server.domain.bloc_sheet.tables import Cell
from server.sheets.filling import FORMAT, KEY
from server.sheets.guard import SheetFault, SheetRefused
from server.sheets.reading import cell_value, sheets_of

Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCell:
    """What was filled in, and where: a cell as spreadsheet programs name it."""

    at: str
    value: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row by its key, which is empty where none stands, and its cells by column."""

    key: str
    number: int
    cells: Mapping[str, FilledCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledSheet:
    """What a workbook says it was made for, and its rows in the order they stand in."""

    meta: Mapping[str, str]
    rows: Sequence[FilledRow]


def read(data: bytes) -> FilledSheet:
    """Read the one table of a workbook; raises SheetRefused.

    Other sheets, and rows and columns without a name, are nobody's and left alone; a row without a
    key is kept where something is filled into it.
    """
    sheets, meta = sheets_of(data, FORMAT)
    tables = [
        (name, cells, number)
        for name, cells in sheets.items()
        for number, row in enumerate(cells)
        if row and row[0] == KEY
    ]
    if not tables:
        raise SheetRefused(SheetFault.NOT_OURS)
    if len(tables) > 1:
        raise SheetRefused(SheetFault.PART_TWICE, tables[1][0])
    name, cells, names = tables[0]
    return FilledSheet(meta=meta, rows=_rows(name, cells, names))


def _rows(name: str, cells: Cells, names: int) -> list[FilledRow]:
    columns = {at: text for at, text in enumerate(cells[names]) if at and isinstance(text, str)}
    if len(set(columns.values())) != len(columns):
        raise SheetRefused(SheetFault.PART_TWICE, name)
    rows = (
        _row(cells[number], number + 1, columns)
        for number in range(names + 1, len(cells))
        if cells[number]
    )
    return [row for row in rows if row.key or any(c.value is not None for c in row.cells.values())]


def _row(cells: Sequence[Any], number: int, columns: Mapping[int, str]) -> FilledRow:
    return FilledRow(
        key=cells[0].strip() if isinstance(cells[0], str) else "",
        number=number,
        cells={
            column: FilledCell(
                at=f"{get_column_letter(at + 1)}{number}",
                value=_value(cells[at]) if at < len(cells) else None,
            )
            for at, column in columns.items()
        },
    )


def _value(cell: Any) -> Cell:  # noqa: ANN401 - what JSON gives
    """Give a value; a text of spaces alone is none."""
    value = None if cell is None else cell_value(cell)
    return None if isinstance(value, str) and not value.strip() else value
