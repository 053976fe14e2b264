"""Reads a workbook that somebody filled in: its rows by their keys, its columns by their names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from server.domain.bloc_sheet.tables import Cell
from server.sheets.filling import FORMAT, KEY, TOLD
from server.sheets.guard import SheetFault, SheetRefused
from server.sheets.reading import cell_value, fault_of, sheets_of

Cells = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledCell:
    """What was filled in, and where: a cell as spreadsheet programs name it.

    One that cannot be read has a fault, and no value.
    """

    at: str
    value: Cell
    fault: SheetFault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """A row by its key, which is empty where none stands, its cells by column, what it tells."""

    key: str
    number: int
    cells: Mapping[str, FilledCell]
    told: Sequence[Cell]


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
        if KEY in row
    ]
    if not tables:
        raise SheetRefused(SheetFault.NOT_OURS)
    if len(tables) > 1:
        raise SheetRefused(SheetFault.TABLE_TWICE, tables[1][0])
    name, cells, names = tables[0]
    return FilledSheet(meta=meta, rows=_rows(name, cells, names))


def _rows(name: str, cells: Cells, names: int) -> list[FilledRow]:
    columns = {at: text for at, text in enumerate(cells[names]) if isinstance(text, str)}
    if len(set(columns.values())) != len(columns):
        raise SheetRefused(SheetFault.COLUMN_TWICE, name)
    rows = (
        _row(cells[number], number + 1, columns)
        for number in range(names + 1, len(cells))
        if cells[number]
    )
    return [row for row in rows if row.key or any(map(_filled, row.cells.values()))]


def _row(cells: Sequence[Any], number: int, columns: Mapping[int, str]) -> FilledRow:
    found = {
        column: _cell(cells[at] if at < len(cells) else None, at, number)
        for at, column in columns.items()
    }
    key = found.pop(KEY).value
    told = sorted(column for column in found if column.startswith(TOLD))
    return FilledRow(
        key=key.strip() if isinstance(key, str) else "",
        number=number,
        told=[found.pop(column).value for column in told],
        cells=found,
    )


def _filled(cell: FilledCell) -> bool:
    return cell.value is not None or cell.fault is not None


def _cell(value: Any, at: int, number: int) -> FilledCell:  # noqa: ANN401 - what JSON gives
    """Give a cell; a text of spaces alone is nothing."""
    where, fault = f"{get_column_letter(at + 1)}{number}", fault_of(value)
    said = None if value is None or fault else cell_value(value)
    empty = isinstance(said, str) and not said.strip()
    return FilledCell(at=where, value=None if empty else said, fault=fault)
