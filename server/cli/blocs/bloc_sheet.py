"""`binhxet bloc sheet`: the long tables of a bloc-year file as a spreadsheet, and back."""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from server.cli.command import CommandRefused
from server.config import Settings
from server.domain.bloc_sheet.merging import merged, read
from server.domain.bloc_sheet.places import Place, places
from server.domain.bloc_sheet.sheets import empty_sheets, sheets_of
from server.domain.bloc_sheet.tables import SheetMistake
from server.domain.texts.words import Words
from server.sheets import reading, writing
from server.sheets.guard import LARGEST, SheetFault, SheetRefused

FAULTS: Final[Mapping[SheetFault, Words]] = {
    SheetFault.TOO_LARGE: Words("tệp quá lớn", "the file is too large"),
    SheetFault.OLD_OR_ENCRYPTED: Words(
        "tệp .xls cũ hoặc có mật khẩu; hãy lưu lại dạng .xlsx, không mật khẩu",
        "an old .xls file, or one with a password; save it as .xlsx without one",
    ),
    SheetFault.NO_WORKBOOK: Words("không phải tệp .xlsx", "this is no .xlsx file"),
    SheetFault.DAMAGED: Words("tệp bị hỏng", "the file is damaged"),
    SheetFault.TOO_MANY_PARTS: Words("tệp có quá nhiều phần", "the file has too many parts"),
    SheetFault.PART_TWICE: Words(
        "một phần hoặc một cột có hai lần", "a part of the file, or a column, is there twice"
    ),
    SheetFault.BAD_PART_NAME: Words("tên phần trong tệp sai", "a part has a name it must not have"),
    SheetFault.ACTIVE_CONTENT: Words(
        "tệp có macro, liên kết ra ngoài hoặc thành phần chạy được; hãy bỏ chúng",
        "the file has macros, links to outside or parts that run; take them out",
    ),
    SheetFault.DOCUMENT_TYPE: Words(
        "tệp có khai báo XML không được phép", "the file declares XML that is not allowed"
    ),
    SheetFault.TOO_SLOW: Words("đọc tệp quá lâu", "reading the file takes too long"),
    SheetFault.UNREADABLE: Words("không đọc được tệp", "the file cannot be read"),
    SheetFault.NOT_OURS: Words(
        "không phải bảng tính do `binhxet bloc sheet` viết ra",
        "this is no sheet that `binhxet bloc sheet` wrote",
    ),
    SheetFault.TOO_LONG: Words("quá nhiều dòng hoặc trang", "too many rows or sheets"),
    SheetFault.FORMULA: Words("ô có công thức; hãy ghi giá trị", "a formula; write its value"),
    SheetFault.BAD_VALUE: Words("ô có giá trị không dùng được", "a value that cannot be used"),
}
WHY: Final[Mapping[str, Words]] = {
    "twice": Words("trường này vừa là giá trị vừa có trường con", "a field is a value and a table"),
    "list": Words("cần một danh sách […]", "this must be a list […]"),
    "level": Words(
        "cấp phải là số, không nhảy quá một bậc, hoặc “tiêu chí” dưới một phần",
        "a level is a number, one below the last at most, or “tiêu chí” under a part",
    ),
    "kind": Words("phải là units hoặc bodies", "this must be units or bodies"),
    "owner": Words("không có đơn vị này", "there is no such unit"),
}


def handle(arguments: argparse.Namespace, _: Settings) -> int:
    """Write a file's tables as a workbook beside it, or where it is told to."""
    file: Path | None = arguments.file
    try:
        tables = sheets_of(read(source_of(file))) if file else empty_sheets()
    except tomllib.TOMLDecodeError as error:
        raise CommandRefused(f"Tệp TOML sai / not TOML: {error}") from error
    out = arguments.out or (file or Path("bloc-year.toml")).with_suffix(".xlsx")
    try:
        out.write_bytes(writing.write(tables))
    except OSError as error:
        raise CommandRefused(f"Không ghi được tệp / cannot write the file: {error}") from error
    print(f"Đã viết / written: {out}")
    return 0


def source_of(path: Path) -> str:
    """Read a bloc-year file's text; raises CommandRefused."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandRefused(f"Không đọc được tệp / cannot read the file: {error}") from error


def with_sheet(source: str, path: Path) -> tuple[str, Mapping[str, Place]]:
    """Put a workbook's tables into a file's text; tell where each came from.

    Raises CommandRefused, with the sheet and cell.
    """
    try:
        with path.open("rb") as file:
            rows = reading.read(file.read(LARGEST + 1))
        return merged(source, rows), places(rows)
    except OSError as error:
        raise CommandRefused(f"Không đọc được tệp / cannot read the file: {error}") from error
    except SheetRefused as refused:
        raise CommandRefused(_both(path, refused.where, FAULTS[refused.fault])) from refused
    except SheetMistake as mistake:
        where = f"{mistake.sheet}, dòng / row {mistake.row}, {mistake.column}"
        raise CommandRefused(_both(path, where, WHY[mistake.why])) from mistake
    except tomllib.TOMLDecodeError as error:
        raise CommandRefused(f"Tệp TOML sai / not TOML: {error}") from error


def _both(path: Path, where: str, why: Words) -> str:
    return f"{path}: {where + ': ' if where else ''}{why.vi} / {why.en}"
