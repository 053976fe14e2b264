"""What a form's field holds where a cell of a workbook says something, and back."""

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final

from server.domain.bloc_sheet.tables import Cell
from server.forms.readings import Ambiguous, canonical_number, read_number
from server.sheets.filling import FillColumn, FillKind
from server.sheets.pen import ListCell
from server.web.frame import formats
from server.web.refusals.mistakes import AMBIGUOUS
from server.web.words.catalogue import gettext as _
from server.web.words.language import LANGUAGES, language

DIGITS: Final = 15
"""Those that spreadsheet programs show of a number; behind them is what reckoning leaves."""
LARGEST: Final = 10**30
"""No form asks for so large a number; beyond 10^308 there is no reckoning with it."""
TICKED: Final = frozenset({"x", "✓", "1", "có", "yes", "true"})
SHORT: Final = 16
"""Hexadecimal digits of a mark."""


def read(value: Cell, column: FillColumn | None, written: str = "") -> tuple[str, str]:
    """Give what a field holds where a cell says this, and what is wrong with the cell.

    Without a column nothing may be filled in there. `written` is the workbook's language, where it
    says one: a number that was typed as a text is read in it.
    """
    if column is None:
        return "", "" if value is None else _("ô này không dùng ở dòng này; hãy xóa")
    if column.kind is FillKind.TICK:
        return _ticked(value)
    if column.kind is FillKind.CHOICE:
        return _chosen(value, column)
    if column.kind is FillKind.NUMBER:
        return _number(value, written)
    return _said(_text(value))


def _number(value: Cell, written: str) -> tuple[str, str]:
    number = (
        read_number(value, written) if isinstance(value, str) and written in LANGUAGES else None
    )
    if isinstance(number, Ambiguous):
        return "", _two_numbers(str(value), number)
    return _said(None if isinstance(value, date) else _text(value if number is None else number))


def _said(text: str | None) -> tuple[str, str]:
    if text is None:
        return "", _("ô này cần một số hoặc chữ; đang là ngày hoặc giá trị khác")
    return text, ""


def _two_numbers(typed: str, found: Ambiguous) -> str:
    both = {
        "thousands": formats.number(found.thousands),
        "fraction": formats.number(found.fraction),
    }
    return str(AMBIGUOUS) % {"typed": typed.strip(), **both}


def _ticked(value: Cell) -> tuple[str, str]:
    if value in {None, False}:
        return "0", ""
    said = str(value).strip().lower()
    return ("1", "") if said in TICKED else ("", _("chỉ ghi x, hoặc để trống"))


def _chosen(value: Cell, column: FillColumn) -> tuple[str, str]:
    said = "" if value is None else str(value).strip()
    if not said or said.casefold() in column.taken:
        return column.taken.get(said.casefold(), ""), ""
    words = "; ".join(column.options.values())
    return "", _("chỉ ghi một trong: %(words)s", words=words)


def _text(value: Cell) -> str | None:
    """Write a value as a field holds it; None for one that no field does."""
    match value:
        case None:
            return ""
        case bool():
            return None
        case int() | Decimal():
            number = Decimal(value)
            fits = abs(number) < LARGEST
            return formats.number(Decimal(f"{float(number):.{DIGITS}g}")) if fits else None
        case date():
            return formats.day(value)
        case str():
            return value


def same(old: str, new: str, column: FillColumn) -> bool:
    """Tell whether two texts of a field say the same; nothing is not the number 0."""
    if column.kind is FillKind.TICK:
        return (old == "1") == (new == "1")
    return _plain(old) == _plain(new)


def mark(text: str) -> str:
    """Mark what a field holds, in whatever language it is written; empty for nothing."""
    said = _plain(text)
    return hashlib.sha256(said.encode()).hexdigest()[:SHORT] if said else ""


def mark_told(cells: Iterable[ListCell]) -> str:
    """Mark what stands in cells that are only told: the same, however a program writes them."""
    said = "\n".join(
        f"{value.normalize():f}" if isinstance(value, Decimal) else " ".join(str(value).split())
        for value in cells
        for value in [Decimal(value) if type(value) is int else value]
        if value is not None and str(value).strip()
    )
    return hashlib.sha256(said.encode()).hexdigest()[:SHORT]


def _plain(text: str) -> str:
    number = read_number(text, language())
    return canonical_number(number) if isinstance(number, Decimal) else " ".join(text.split())
