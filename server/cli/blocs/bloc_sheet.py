"""`binhxet bloc sheet`: the long tables of a bloc-year file as a spreadsheet, and back."""

import argparse
import tomllib
from collections.abc import Mapping
from pathlib import Path

from server.cli.command import CommandRefused, untouched
from server.config import Settings
from server.domain.bloc_sheet.merging import merged, read
from server.domain.bloc_sheet.mistake_words import WHY
from server.domain.bloc_sheet.places import Place, places
from server.domain.bloc_sheet.sheets import empty_sheets, sheets_of
from server.domain.bloc_sheet.tables import SheetMistake
from server.domain.texts.words import Words
from server.sheets import reading, writing
from server.sheets.fault_words import FAULTS
from server.sheets.guard import LARGEST, SheetRefused

_UNREAD = "Không đọc được tệp / cannot read the file"


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
        raise CommandRefused(
            f"Không ghi được tệp / cannot write the file: {untouched(error)}"
        ) from error
    except SheetRefused as refused:
        raise CommandRefused(_both(out, refused.where, FAULTS[refused.fault])) from refused
    print(f"Đã viết / written: {out}")
    return 0


def source_of(path: Path) -> str:
    """Read a bloc-year file's text; raises CommandRefused."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CommandRefused(f"{_UNREAD}: {untouched(error)}") from error
    except UnicodeDecodeError as error:
        raise CommandRefused(f"{_UNREAD}: {path}: {error}") from error


def with_sheet(source: str, path: Path) -> tuple[str, Mapping[str, Place]]:
    """Put a workbook's tables into a file's text; tell where each came from.

    Raises CommandRefused, with the sheet and cell.
    """
    try:
        with path.open("rb") as file:
            rows = reading.read(file.read(LARGEST + 1))
        return merged(source, rows), places(rows)
    except OSError as error:
        raise CommandRefused(f"{_UNREAD}: {untouched(error)}") from error
    except SheetRefused as refused:
        raise CommandRefused(_both(path, refused.where, FAULTS[refused.fault])) from refused
    except SheetMistake as mistake:
        row = f", dòng / row {mistake.row}, {mistake.column}" if mistake.column else ""
        where = f"{mistake.sheet}{row}"
        raise CommandRefused(_both(path, where, WHY[mistake.why])) from mistake
    except tomllib.TOMLDecodeError as error:
        raise CommandRefused(f"Tệp TOML sai / not TOML: {error}") from error


def _both(path: Path, where: str, why: Words) -> str:
    return f"{path}: {where + ': ' if where else ''}{why.vi} / {why.en}"
