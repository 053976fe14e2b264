"""Writes the cells of one workbook, each as what it is and in the look of its place."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias

from server.domain.bloc_sheet.tables import Cell
from server.domain.deadlines import VIET_NAM
from server.sheets.guard import LONGEST_CELL, SheetFault, SheetRefused
from server.sheets.writing import lossy

ListCell: TypeAlias = "Cell | datetime"
DAY: Final = "dd/mm/yyyy"
MOMENT: Final = "hh:mm dd/mm/yyyy"
FIRST_YEAR: Final = 1901
"""Spreadsheet programs know no day before 1900, and disagree on that year's."""
_A4, _MARGINS = 9, {"left": 1.18, "right": 0.59, "top": 0.79, "bottom": 0.79}
"""30, 15, 20, 20 mm in inches: Decree 30/2020, Appendix I."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WIDEST, _NARROWEST = 60, 8
_LINE, _HIGHEST = 15, 409
"""Points: of a line, and of the highest row there may be."""
_PLAIN: Final[Mapping[str, Any]] = {
    "font_name": "Times New Roman", "font_size": 11, "valign": "top", "text_wrap": True,
}  # fmt: skip


class CellLook(Enum):
    """How the cells of a place look."""

    TITLE = "title"
    NOTE = "note"
    HEAD = "head"
    STRONG = "strong"
    PLAIN = "plain"
    ASKED = "asked"
    """To be filled in with a text."""
    ASKED_NUMBER = "asked_number"
    """To be filled in with a number: what looks like one must not become a text."""


_ASKED: Final[Mapping[str, Any]] = {"border": 1, "bg_color": "#FFFBE6", "locked": False}
_LOOKS: Final[Mapping[CellLook, Mapping[str, Any]]] = {
    CellLook.TITLE: {"bold": True, "font_size": 14, "text_wrap": False},
    CellLook.NOTE: {"italic": True, "text_wrap": False},
    CellLook.HEAD: {"bold": True, "border": 1, "align": "center", "bg_color": "#E7EEF7"},
    CellLook.STRONG: {"bold": True, "border": 1, "bg_color": "#F3F4F6"},
    CellLook.PLAIN: {"border": 1},
    CellLook.ASKED: {**_ASKED, "num_format": "@"},
    CellLook.ASKED_NUMBER: {**_ASKED, "num_format": "General"},
}


class Pen:
    """Writes into the sheets of a workbook."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the library has no types
        """Write into this workbook."""
        self._book = book
        self._formats: dict[tuple[CellLook, str], Any] = {}

    def put(
        self,
        sheet: Any,  # noqa: ANN401
        at: tuple[int, int],
        value: ListCell,
        look: CellLook = CellLook.PLAIN,
        *,
        where: str = "",
    ) -> None:
        """Write a value at row and column, counted from 0; a text stays one.

        Raises SheetRefused for a text that no cell holds.
        """
        match value:
            case None:
                sheet.write_blank(*at, None, self.format(look))
            case bool():
                sheet.write_boolean(*at, value, self.format(look))
            case int() | Decimal() if lossy(value) is None:
                digits = "" if look is CellLook.ASKED_NUMBER else _digits(value)
                sheet.write_number(*at, float(value), self.format(look, digits))
            case date() if value.year >= FIRST_YEAR:
                shown, day_format = _day(value)
                sheet.write_datetime(*at, shown, self.format(look, day_format))
            case _:
                masked = "" if look is CellLook.ASKED_NUMBER else "@"
                sheet.write_string(*at, _text(str(value), where), self.format(look, masked))

    def format(self, look: CellLook, numbers: str = "") -> Any:  # noqa: ANN401
        """Give a look as a format of the workbook's, with that of numbers."""
        if (look, numbers) not in self._formats:
            told = {**_PLAIN, **_LOOKS[look], **({"num_format": numbers} if numbers else {})}
            self._formats[look, numbers] = self._book.add_format(told)
        return self._formats[look, numbers]


def set_up_print(sheet: Any, *, head: int, sideways: bool) -> None:  # noqa: ANN401
    """Print on A4, as wide as a page, with the head on each; `head` is its row from 0."""
    sheet.set_paper(_A4)
    if sideways:
        sheet.set_landscape()
    sheet.set_margins(**_MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    sheet.set_footer("&C&P/&N")


def set_height(
    sheet: Any,  # noqa: ANN401
    row: int,
    cells: Sequence[ListCell],
    widths: Sequence[int],
) -> None:
    """Make a row as high as its longest text needs: not every program does so by itself.

    Before its cells are written.
    """
    lines = max(
        (_lines(value, wide) for value, wide in zip(cells, widths, strict=False)), default=1
    )
    if lines > 1:
        sheet.set_row(row, min(_HIGHEST, lines * _LINE))


def _lines(value: ListCell, wide: int) -> int:
    texts = value.splitlines() if isinstance(value, str) else []
    return sum(1 + max(0, len(text) - 1) // wide for text in texts)


def width(longest: int) -> int:
    """Give the width of a column by the longest line in it."""
    return min(_WIDEST, max(_NARROWEST, longest + 2))


def _text(text: str, where: str) -> str:
    """Give a text as the library may write it: what looks like its own markup it would not mask."""
    plain = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n"))
    if len(plain) > LONGEST_CELL:
        raise SheetRefused(SheetFault.CELL_TOO_LONG, where)
    return f"{plain} " if plain.startswith("<r>") and plain.endswith("</r>") else plain


def _digits(value: int | Decimal) -> str:
    """Show a number with the decimals it has."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    assert isinstance(exponent, int)  # noqa: S101 - what is no number is written as a text
    return "0." + "0" * -exponent if exponent < 0 else "0"


def _day(value: date) -> tuple[date, str]:
    """Give a day, or a point in time as clocks in Viet Nam show it, and how it is written."""
    if not isinstance(value, datetime):
        return value, DAY
    known = value if value.tzinfo else value.replace(tzinfo=UTC)
    return known.astimezone(VIET_NAM).replace(tzinfo=None), MOMENT
