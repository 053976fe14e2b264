"""Writes a table that somebody fills in with a spreadsheet program, so that it can be read again.

Each row has its key in a hidden column, each column to be filled in its name in a hidden row, and
a hidden sheet says what it was made for. The table is matched by these, whatever is moved.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from xlsxwriter import Workbook

from server.sheets.lists import OPTIONS, Strong, sheet_name
from server.sheets.pen import CellLook, ListCell, Pen, set_height, set_up_print
from server.sheets.writing import META

FORMAT: Final = "binhxet-form-sheet/1"
KEY: Final = "_key"
"""What stands above the keys, in the row of names."""
TOLD: Final = "_told"
"""How the names of the columns that are only told begin, in the same row."""
TICK: Final = "x"
_KEYED = 1
"""The column in which what is told begins."""


class FillKind(Enum):
    """What is filled into a column."""

    NUMBER = "number"
    TEXT = "text"
    TICK = "tick"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class FillColumn:
    """A column to be filled in: its name in the form, its heading, its width in characters."""

    name: str
    head: str
    kind: FillKind
    width: int
    options: Mapping[str, str] = field(default_factory=dict)
    """The words of a choice by value: short ones, without a comma, which parts a list in Excel."""
    taken: Mapping[str, str] = field(default_factory=dict)
    """The values of a choice by every word that is taken for one, folded, in every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillRow:
    """A row: its key, what is told in it, and what stands in the columns that are filled in.

    A column that has no word in `filled` is not to be filled in this row. `most` is the largest
    number of some of them.
    """

    key: str
    told: Sequence[ListCell]
    filled: Mapping[str, ListCell]
    most: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldColumn:
    """A column that is only told: its heading, its width in characters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FillTable:
    """A table to be filled in; a `Strong` row heads those below it, in the told columns."""

    title: str
    above: Sequence[str]
    told: Sequence[ToldColumn]
    columns: Sequence[FillColumn]
    rows: Sequence[FillRow | Strong]


@dataclass(frozen=True, slots=True, kw_only=True)
class FillWords:
    """What the spreadsheet program says of a number out of its range, in the reader's language."""

    title: str
    range: str
    """With a hole for the largest, `%(most)s`."""
    least: str


def write(table: FillTable, meta: Mapping[str, str], words: FillWords) -> bytes:
    """Write the workbook; raises SheetRefused, with the row's key, for a text no cell holds."""
    out = io.BytesIO()
    with Workbook(out, {**OPTIONS, "constant_memory": False, "in_memory": True}) as book:
        sheet = book.add_worksheet(sheet_name(table.title))
        _Filler(sheet, Pen(book), table, words).write()
        hidden = book.add_worksheet(META)
        for number, pair in enumerate({"format": FORMAT, **meta}.items()):
            for at, text in enumerate(pair):
                hidden.write_string(number, at, text)
        hidden.very_hidden()
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Filler:
    sheet: Any
    pen: Pen
    table: FillTable
    words: FillWords

    @property
    def first(self) -> int:
        """The column in which what is filled in begins."""
        return _KEYED + len(self.table.told)

    def write(self) -> None:
        """Write lines above, headings, names and rows, and set up page and protection."""
        sheet, table = self.sheet, self.table
        for number, line in enumerate(table.above):
            self.pen.put(sheet, (number, _KEYED), line, CellLook.NOTE if number else CellLook.TITLE)
        head = len(table.above) + 1
        self._write_heads(head)
        for number, row in enumerate(table.rows, start=head + 2):
            if isinstance(row, Strong):
                self._write_strong(number, row)
            else:
                self._write_row(number, row)
        sheet.freeze_panes(head + 2, _KEYED)
        set_up_print(sheet, head=head, sideways=True)
        last = max(head + 1, head + 1 + len(table.rows))
        sheet.print_area(0, _KEYED, last, self.first + len(table.columns) - 1)
        sheet.protect("", {"format_rows": True, "format_columns": True})

    def _write_heads(self, head: int) -> None:
        sheet, table = self.sheet, self.table
        told = [(f"{TOLD}{at:02}", each.head, each.width) for at, each in enumerate(table.told)]
        columns = [*told, *((each.name, each.head, each.width) for each in table.columns)]
        self._set_height(head, [said for _name, said, _width in columns])
        self.pen.put(sheet, (head + 1, 0), KEY)
        for at, (name, said, width) in enumerate(columns, start=_KEYED):
            self.pen.put(sheet, (head, at), said, CellLook.HEAD)
            self.pen.put(sheet, (head + 1, at), name)
            sheet.set_column(at, at, width)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_row(head + 1, None, None, {"hidden": True})

    def _set_height(self, number: int, cells: Sequence[ListCell]) -> None:
        told, columns = self.table.told, self.table.columns
        widths = [*(each.width for each in told), *(each.width for each in columns)]
        set_height(self.sheet, number, cells, widths)

    def _write_strong(self, number: int, row: Strong) -> None:
        self._set_height(number, row.cells)
        for at, value in enumerate(row.cells, start=_KEYED):
            self.pen.put(self.sheet, (number, at), value, CellLook.STRONG)
        for at, _column in enumerate(self.table.columns, start=self.first):
            self.pen.put(self.sheet, (number, at), None, CellLook.STRONG)

    def _write_row(self, number: int, row: FillRow) -> None:
        values = [*row.told, *(row.filled.get(each.name) for each in self.table.columns)]
        self._set_height(number, values)
        self.pen.put(self.sheet, (number, 0), row.key)
        for at, value in enumerate(row.told, start=_KEYED):
            self.pen.put(self.sheet, (number, at), value, where=row.key)
        for at, column in enumerate(self.table.columns, start=self.first):
            place = number, at
            if column.name not in row.filled:
                self.pen.put(self.sheet, place, None, CellLook.STRONG)
                continue
            value = row.filled[column.name]
            look = CellLook.ASKED_NUMBER if column.kind is FillKind.NUMBER else CellLook.ASKED
            self.pen.put(self.sheet, place, value, look, where=f"{row.key}, {column.head}")
            self._validate(place, column, row)

    def _validate(self, place: tuple[int, int], column: FillColumn, row: FillRow) -> None:
        """Have the spreadsheet program say early what is refused later; it is no safeguard."""
        if column.kind is FillKind.TICK:
            self.sheet.data_validation(*place, *place, {"validate": "list", "source": [TICK]})
        elif column.kind is FillKind.CHOICE:
            words = [*column.options.values()]
            self.sheet.data_validation(*place, *place, {"validate": "list", "source": words})
        elif column.kind is FillKind.NUMBER:
            most = row.most.get(column.name)
            asked: dict[str, object] = {"criteria": ">=", "value": 0}
            if most is not None:
                asked = {"criteria": "between", "minimum": 0, "maximum": float(most)}
            said = self.words.least if most is None else self.words.range % {"most": most}
            told = {"error_title": self.words.title, "error_message": said}
            self.sheet.data_validation(*place, *place, {"validate": "decimal", **asked, **told})
