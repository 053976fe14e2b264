"""A workbook as the answer to a request: the tables of a page, as its reader sees them."""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import TypeVar

from flask.typing import ResponseReturnValue

from server.sheets import lists
from server.sheets.fault_words import FAULTS
from server.sheets.guard import SheetFault, SheetRefused
from server.sheets.lists import ListSheet
from server.sheets.writing import WORKBOOK
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit
from server.web.frame import formats
from server.web.refusals import refusals
from server.web.requests.context import now
from server.web.words.catalogue import gettext as _
from server.web.words.language import language

AnyRow = TypeVar("AnyRow")


def workbook(sheets: Iterable[ListSheet], *, name: str) -> ResponseReturnValue:
    """Send sheets as a workbook called so; what no workbook holds is said, and where it is.

    Who sends records it before: what is not sent was not taken out, and is not committed.
    """
    file = sent_files.made_file()
    try:
        lists.write_to(file, sheets)
    except SheetRefused as refused:
        file.close()
        said = FAULTS[refused.fault].text(language())
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, f"{refused.where}: {said}")
    return sent_files.answer(file, media=WORKBOOK, name=f"{fit(name)}.xlsx")


def as_of() -> str:
    """Say when a table was taken out, as a line above it."""
    return _("Lấy từ hệ thống lúc %(moment)s", moment=formats.moment(now()))


def bounded(rows: Iterable[AnyRow], most: int, advice: str) -> Iterator[AnyRow]:
    """Go through rows, so many at most; raises SheetRefused with the advice beyond them."""
    for number, row in enumerate(rows):
        if number == most:
            raise SheetRefused(SheetFault.TOO_LONG, advice)
        yield row
