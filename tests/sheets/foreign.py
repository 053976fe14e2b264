"""A workbook of ours as other programs save it again: what they add, leave out and write their way.

Seen in files of LibreOffice, Excel, Google Sheets, WPS and libraries without a program behind them.
"""

import re
from collections.abc import Callable, Mapping

from tests.sheets import hostile
from tests.sheets.hostile import BOOK, SHEET, packed, parts_of

ODS = packed(
    {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}
)
OTHER_FORMATS: Mapping[str, bytes] = {
    "a CSV that was renamed": "TT;Tiêu chí;Điểm\r\n1.1;Kế hoạch;12,5\r\n".encode(),
    "OpenDocument": ODS,
    "Excel 97, or with a password": hostile.OLD + bytes(2000),
    "nothing": b"",
}
CELL = re.compile(r'<c r="([A-Z]+)(\d+)"')
ROW = re.compile(r'<row r="(\d+)"')
Change = Callable[[str], str]


def changed(data: bytes, change: Change, part: str = SHEET) -> bytes:
    parts = parts_of(data)
    before = parts[part].decode()
    after = change(before)
    assert after != before
    return packed({**parts, part: after.encode()})


def with_value(data: bytes, at: str, body: str, kind: str = "") -> bytes:
    return hostile.with_cell(parts_of(data), at, body, kind)


def _dimension(ref: str) -> Change:
    return lambda text: re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="{ref}"/>', text)


def _rows_at_the_end(text: str) -> str:
    last = '<row r="1048576" customFormat="false" ht="12.8" hidden="false" outlineLevel="0"/>'
    return text.replace("</sheetData>", f"{last}</sheetData>")


def _thousand_empty_rows(text: str) -> str:
    first = max(int(number) for number in ROW.findall(text)) + 1
    rows = "".join(
        f'<row r="{n}" ht="15.75" customHeight="1"><c r="E{n}" s="1"/></row>'
        for n in range(first, first + 1000)
    )
    return text.replace("</sheetData>", f"{rows}</sheetData>")


def _without_places(text: str) -> str:
    """Leave out the places, which a reader counts, and fill gaps with empty cells."""
    return re.sub(r"<row .*?</row>", lambda row: _counted(row[0]), text, flags=re.DOTALL)


def _counted(row: str) -> str:
    out, at = "", 0
    for cell in re.findall(r"<c [^>]*?/>|<c .*?</c>", row, flags=re.DOTALL):
        found = CELL.match(cell)
        assert found
        column = _number(found[1])
        out += "<c/>" * (column - at - 1) + cell.replace(found[0], "<c", 1)
        at = column
    return re.sub(r"(<row [^>]*>).*(</row>)", lambda r: r[1] + out + r[2], row, flags=re.DOTALL)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _column_before(text: str) -> str:
    """Insert a column before all others."""
    return CELL.sub(lambda c: f'<c r="{_letters(_number(c[1]) + 1)}{c[2]}"', text)


def _letters(number: int) -> str:
    return ("" if number <= 26 else _letters((number - 1) // 26)) + chr(65 + (number - 1) % 26)


def _rows_before(text: str) -> str:
    """Insert three rows before all others."""
    moved = CELL.sub(lambda c: f'<c r="{c[1]}{int(c[2]) + 3}"', text)
    return ROW.sub(lambda row: f'<row r="{int(row[1]) + 3}"', moved)


def _filtered(text: str) -> str:
    hidden = ROW.sub(lambda row: f'{row[0]} hidden="1"', text.replace(' hidden="1"', ""))
    return hidden.replace("</sheetData>", '</sheetData><autoFilter ref="B6:H60"/>')


def _unprotected(text: str) -> str:
    return re.sub(r"<sheetProtection [^>]*/>", "", text)


SHAPES: Mapping[str, tuple[Change, str]] = {
    "LibreOffice's last row": (_rows_at_the_end, SHEET),
    "Google's thousand empty rows": (_thousand_empty_rows, SHEET),
    "a dimension of everything": (_dimension("A1:XFD1048576"), SHEET),
    "a dimension of one cell": (_dimension("A1"), SHEET),
    "cells without places": (_without_places, SHEET),
    "a column before all others": (_column_before, SHEET),
    "rows before all others": (_rows_before, SHEET),
    "filtered and hidden rows": (_filtered, SHEET),
    "no protection": (_unprotected, SHEET),
    "a hidden sheet that is less hidden": (lambda text: text.replace("veryHidden", "hidden"), BOOK),
    "a sheet of another name": (
        lambda text: re.sub('name="[^_"]*"', 'name="Bảng 1"', text, count=1),
        BOOK,
    ),
}
VALUES: Mapping[str, tuple[str, str]] = {
    "a number": ("<v>12.5</v>", ""),
    "LibreOffice's number": ("<v>12.5</v>", "n"),
    "a number with an exponent": ("<v>1.25E1</v>", ""),
    "a number as reckoning leaves it": ("<v>12.500000000000002</v>", ""),
    "a text with a comma": ("<v>12,5</v>", "str"),
    "a text in its place": ("<is><t>12,5</t></is>", "inlineStr"),
    "a text of several looks": ("<is><r><t>12</t></r><r><t>,5</t></r></is>", "inlineStr"),
    "a text with spaces": ('<is><t xml:space="preserve"> 12,5\u00a0</t></is>', "inlineStr"),
}
STRICT: Mapping[str, str] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def strict(data: bytes) -> bytes:
    """Save a workbook as Excel's "Strict Open XML Spreadsheet"."""
    parts = parts_of(data)
    for old, new in STRICT.items():
        parts = {name: body.replace(old.encode(), new.encode()) for name, body in parts.items()}
    return packed(parts)
