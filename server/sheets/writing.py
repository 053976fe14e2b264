"""Writes sheets as a workbook: a heading in words, the field's own name under it, then the rows."""

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from server.domain.bloc_sheet.sheets import PERSONS
from server.domain.bloc_sheet.tables import Cell, SheetTable
from server.sheets.cell_text import packed
from server.sheets.guard import LONGEST_CELL, SheetFault, SheetRefused

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of a workbook."""
META: Final = "_binhxet"
FORMAT: Final = "binhxet-bloc-sheet/1"
HEADER_ROWS: Final = 2
WORDS: Final[Mapping[str, str]] = {
    "cấp": "Cấp (1, 2, … hoặc tiêu chí)",
    "loại": "Thành viên (units) hay ngoài khối (bodies)",
    "của": "Của đơn vị",
    "id": "Mã",
    "code": "TT",
    "kind": "Loại",
    "name": "Tên",
    "name.vi": "Tên",
    "name.en": "Tên tiếng Anh",
    "short.vi": "Tên ngắn",
    "short.en": "Tên ngắn tiếng Anh",
    "title.vi": "Tên chức vụ",
    "title.en": "Tên chức vụ tiếng Anh",
    "max_points": "Điểm tối đa",
    "cap": "Trần",
    "evidence": "Minh chứng",
    "role": "Vai trò",
    "symbol": "Ký hiệu văn bản",
    "position": "Vị trí",
    "login": "Tên đăng nhập",
    "email": "Thư điện tử",
    "appointments[]": "Bổ nhiệm",
    "short": "Tên ngắn",
    "title": "Tên chức vụ",
    "receives": "Nhận văn bản qua vị trí",
    "name_from": "Tên từ ngày",
    "name_to": "Tên đến ngày",
    "scored_by": "Ai cho điểm",
    "not_for[]": "Không áp dụng cho",
    "steps[]": "Các mức điểm",
    "yes_no": "Đạt hoặc không",
    "count.per": "Đếm: điểm mỗi lần",
    "count.from_full": "Đếm: trừ từ điểm tối đa",
    "count.of": "Đếm: lấy số lần từ hồ sơ",
    "count.slot": "Đếm: chỉ của kỳ",
    "days_late.per_day": "Chậm: điểm mỗi ngày",
    "days_late.of": "Chậm: theo nhiệm vụ",
    "days_late.slot": "Chậm: chỉ của kỳ",
    "days_late.days": "Chậm: cách tính ngày",
    "target.formula": "Chỉ tiêu: công thức",
    "target.value": "Chỉ tiêu: chung cho mọi đơn vị",
    "target.at_target": "Chỉ tiêu: điểm khi vừa đạt",
    "target.of": "Chỉ tiêu: lấy kết quả từ hồ sơ",
    "target.out_of": "Chỉ tiêu: lấy chỉ tiêu từ hồ sơ",
    "target.slot": "Chỉ tiêu: chỉ của kỳ",
}
OWN_WORDS: Final[Mapping[tuple[str, str], str]] = {(PERSONS, "name"): "Họ và tên"}
"""Where a sheet calls a column otherwise than the others do."""
DIGITS: Final = 15
"""Those of a number that spreadsheet programs keep."""
_WIDE, _NARROW = 48, 14
_GREY: Final = "FF6B7280"


def write(tables: Sequence[SheetTable]) -> bytes:
    """Write a workbook of these sheets.

    Raises SheetRefused, with the sheet, the row's id and the column, for what would not come back
    as it is.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for each in tables:
        _sheet(book, each)
    meta = book.create_sheet(META)
    meta.append(["format", FORMAT])
    meta.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, table: SheetTable) -> None:  # noqa: ANN401 - the library has no types
    sheet = book.create_sheet(table.name)
    for at, column in enumerate(table.columns, start=1):
        write_head(
            sheet.cell(1, at), OWN_WORDS.get((table.name, column), WORDS.get(column, column))
        )
        own = sheet.cell(HEADER_ROWS, at)
        write_text(own, column)
        own.font = Font(color=_GREY, size=9)
        wide = column.rpartition(".")[2] in {"vi", "en"} or column == "name"
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if wide else _NARROW
        for number, row in enumerate(table.rows, start=HEADER_ROWS + 1):
            value = row.get(column)
            if fault := lossy(value):
                raise SheetRefused(fault, ", ".join((table.name, _called(row, number), column)))
            fill(sheet.cell(number, at), value)
    sheet.freeze_panes = sheet.cell(HEADER_ROWS + 1, 2)
    _set_up_print(sheet)


def _set_up_print(sheet: Any) -> None:  # noqa: ANN401 - the library has no types
    """Print on A4 across, as wide as a page, with the heads on each."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{HEADER_ROWS}"


def write_head(cell: Any, text: str) -> None:  # noqa: ANN401 - the library has no types
    """Write the heading of a column."""
    write_text(cell, text)
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    cell.fill = PatternFill("solid", fgColor="FFE7EEF7")


def lossy(value: Cell) -> SheetFault | None:
    """Tell why a cell would not keep a value whole."""
    match value:
        case str() if len(packed(value)) > LONGEST_CELL:
            return SheetFault.CELL_TOO_LONG
        case int() | Decimal() if Decimal(f"{float(value):.{DIGITS}g}") != value:
            return SheetFault.NUMBER_TOO_FINE
        case _:
            return None


def _called(row: Mapping[str, Cell], number: int) -> str:
    """Name a row as its person or thing is named, or by its number."""
    return next((str(row[key]) for key in ("id", "login") if row.get(key)), str(number))


def fill(cell: object, value: Cell) -> None:
    """Write a value; a text stays one, also where it looks like a number or a formula."""
    if isinstance(value, str):
        write_text(cell, value)
        cell.number_format = "@"  # type: ignore[attr-defined]
        cell.alignment = Alignment(wrap_text=True, vertical="top")  # type: ignore[attr-defined]
    elif value is not None:
        found = float(value) if isinstance(value, Decimal) else value
        cell.value = found  # type: ignore[attr-defined]


def write_text(cell: object, text: str) -> None:
    """Write a text that stays one; the names of columns are somebody's, too."""
    cell.value, cell.data_type = packed(text), "s"  # type: ignore[attr-defined]
