"""A workbook of a bloc-year's long tables as it was uploaded: read, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import request

from server.actions.bloc_drafts.save_part import Parts
from server.domain.bloc_draft.parts import DraftPart
from server.domain.bloc_sheet.mistake_words import WHY
from server.domain.bloc_sheet.sheets import Rows, with_sheets
from server.domain.bloc_sheet.tables import SheetMistake
from server.domain.bloc_sheet.toml_text import TomlTable, TomlValue
from server.sheets import reading
from server.sheets.fault_words import FAULTS
from server.sheets.guard import LARGEST, SheetFault, SheetRefused
from server.web.requests.context import language, session
from server.web.words.catalogue import gettext as _

PARTS: Final = (DraftPart.UNITS, DraftPart.BODIES, DraftPart.PERSONS, DraftPart.SCORE_TABLE)
"""What the sheets are of."""


@dataclass(frozen=True, slots=True)
class SheetWrong(Exception):
    """What is wrong with a workbook, line by line; nothing of it was saved."""

    lines: Sequence[str]


def posted_rows(name: str) -> Rows | None:
    """Read the workbook posted in a field, between two transactions; None where there is none.

    Raises SheetWrong.
    """
    file = request.files.get(name)
    if file is None or not file.filename:
        return None
    data = file.stream.read(LARGEST + 1)
    session().rollback()
    try:
        return reading.read(data)
    except SheetRefused as refused:
        raise SheetWrong([refused_line(refused)]) from None


def refused_line(refused: SheetRefused) -> str:
    """Say why a workbook is not read or not written, and where."""
    said = FAULTS[SheetFault(refused.fault)].text(language())
    return f"{refused.where}: {said}" if refused.where else said


def said_otherwise(before: TomlTable, rows: Rows) -> Parts:
    """Give the parts that sheets say otherwise than a document; raises SheetWrong."""
    try:
        after = with_sheets(before, rows)
    except SheetMistake as mistake:
        said = WHY[mistake.why].text(language())
        raise SheetWrong([in_row(mistake.sheet, mistake.row, mistake.column, said)]) from None
    return {
        part: _said(after.get(part))
        for part in PARTS
        if _said(after.get(part)) != _said(before.get(part))
    }


def _said(value: "TomlValue | None") -> "TomlValue | None":
    """Give what is said of a part: empty sheets say nothing."""
    return None if value in (None, [], (), {"sections": []}) else value


def in_row(sheet: str, row: int, field: str, said: str) -> str:
    """Say what is wrong in a row of a sheet; of the sheet as a whole where no field is named."""
    if not field:
        return _("Trang “%(sheet)s”: %(what)s", sheet=sheet, what=said)
    holes = {"sheet": sheet, "row": row, "field": field, "what": said}
    return _("Trang “%(sheet)s”, dòng %(row)s, %(field)s: %(what)s", **holes)
