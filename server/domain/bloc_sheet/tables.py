"""Tables of a bloc-year file as rows of cells: a column a field, and back without loss.

A field within a field is a column `name.vi`; a list is one cell of TOML under a column that ends in
`[]`. An empty text is written as two quotation marks, because an empty cell is no field at all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

from server.domain.bloc_sheet.sent_values import keepable, read_sent
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue, written

Cell: TypeAlias = "str | bool | int | Decimal | date | None"
LIST: Final = "[]"
EMPTY: Final = '""'
LONGEST_COLUMN: Final = 40
"""Characters of a column that a mistake repeats."""
DEEPEST_COLUMN: Final = 8
"""Names between the points of a column; the tables need two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookRow:
    """A row's cells by column, and its number in the sheet, from 1."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One sheet: its name, its columns in order, its rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMistake(Exception):
    """A row or cell that cannot be taken: in which sheet, row and column, and what is wrong."""

    sheet: str
    row: int
    column: str
    why: str


def table(name: str, first: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> SheetTable:
    """Make a sheet of rows: the columns in `first`, and behind them what else the rows have."""
    known = [*rows]
    columns = dict.fromkeys((*first, *(column for row in known for column in row)))
    return SheetTable(name=name, columns=[*columns], rows=known)


def cells(record: TomlTable, *, without: Iterable[str] = ()) -> dict[str, Cell]:
    """Give the cells of a record, but for some of its fields."""
    left_out = frozenset(without)
    kept = {name: value for name, value in record.items() if name not in left_out}
    return dict(_flat(kept, ""))


def _flat(record: TomlTable, above: str) -> Iterator[tuple[str, Cell]]:
    for name, value in record.items():
        column = f"{above}{name}"
        if isinstance(value, Mapping):
            yield from _flat(value, f"{column}.")
        elif isinstance(value, str):
            yield column, value or EMPTY
        elif isinstance(value, Sequence):
            yield column + LIST, written(value)
        else:
            yield column, value


def record(sheet: str, row: WorkbookRow, *, without: Iterable[str] = ()) -> dict[str, TomlValue]:
    """Give the record of a row's cells, but for some columns; raises SheetMistake."""
    found: dict[str, TomlValue] = {}
    left_out = frozenset(without)
    for column, cell in row.cells.items():
        if cell is None or column in left_out:
            continue
        why = _put(found, column, _value(sheet, row.number, column, cell))
        if why:
            raise SheetMistake(sheet=sheet, row=row.number, column=column[:LONGEST_COLUMN], why=why)
    return found


def _put(found: dict[str, TomlValue], column: str, value: TomlValue) -> str:
    """Put a value where its column says; returns why it cannot stand there, or nothing."""
    *inside, name = column.removesuffix(LIST).split(".")
    if len(inside) >= DEEPEST_COLUMN:
        return "column"
    for each in inside:
        inner = found.setdefault(each, {})
        if not isinstance(inner, dict):
            return "twice"
        found = inner
    if name in found:
        return "twice"
    found[name] = value
    return ""


def _value(
    sheet: str, number: int, column: str, cell: "str | bool | int | Decimal | date"
) -> TomlValue:
    if column.endswith(LIST):
        value = read_sent(str(cell))
        if not isinstance(value, list):
            raise SheetMistake(sheet=sheet, row=number, column=column, why="list")
        return value
    if not keepable(cell):
        raise SheetMistake(sheet=sheet, row=number, column=column, why="number")
    return "" if cell == EMPTY else cell
