"""Sends a printout as a file, and says what keeps it from being printed."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from flask.typing import ResponseReturnValue

from server.domain.printouts.printout import Printout
from server.printouts import pdf, printable, word
from server.printouts.pdf import NotTypeset, NoTurn
from server.printouts.printable import PrintFault, UnfitForPrint
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit
from server.web.refusals import refusals
from server.web.words.catalogue import lazy_gettext as _l

TOO_LONG: Final = _l("Văn bản này quá dài để in một lần.")
_FAULTS: Final = {
    PrintFault.CHARACTER: _l("Ký tự %(sign)s (%(code)s) không in được; đứng sau chữ “%(before)s”."),
    PrintFault.WORD: _l("Có một từ quá dài để in: %(sign)s…; đứng sau chữ “%(before)s”."),
}
_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def send(laid: Printout, at: datetime, *, form: str, called: str) -> ResponseReturnValue:
    """Send a printout: the PDF to print, the Word file to finish.

    `at` is when the newest of what is printed was handed in: what the file says of its making.
    """
    if form == "pdf" and (lines := unprintable(laid)):
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(lines))
    try:
        data = pdf.pdf_of(laid, at) if form == "pdf" else word.docx_of(laid)
    except NotTypeset:
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, str(TOO_LONG))
    except NoTurn:
        return refusals.busy()
    return sent_files.sent(data, media=_TYPES[form], name=fit(f"{called}.{form}"))


def unprintable(laid: Printout) -> list[str]:
    """Name what cannot be set in type, by where it stands."""
    try:
        printable.fit(laid)
    except UnfitForPrint as found:
        return [said(found)]
    return []


def said(found: UnfitForPrint) -> str:
    """Say what cannot be set in type, and behind which words."""
    place = {"sign": found.sign[:40], "code": found.code, "before": found.before}
    return str(_FAULTS[found.why]) % place
