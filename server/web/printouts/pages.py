"""The page of one printout, and its files: what is missing is named before anybody prints it."""

import io
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from server.actions.printouts.lay_out import lay_out
from server.domain.printouts.printout import Printout
from server.printouts import pdf, printable, word
from server.printouts.pdf import NotTypeset
from server.printouts.printable import PrintFault, UnfitForPrint
from server.web.cases.case_access import Sight, look
from server.web.cases.tabs import Tab
from server.web.names.case_titles import case_title
from server.web.names.rule_names import RuleNames
from server.web.printouts import panels
from server.web.printouts.offered import material_for, offered
from server.web.refusals import refusals
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick

blueprint = Blueprint("printouts", __name__)

TOO_LONG: Final = _l("Văn bản này quá dài để in một lần.")
_FAULTS: Final = {
    PrintFault.CHARACTER: _l("Ký tự %(sign)s (%(code)s) không in được; đứng sau chữ “%(before)s”."),
    PrintFault.WORD: _l("Có một từ quá dài để in: %(sign)s…; đứng sau chữ “%(before)s”."),
}


def _values(sight: Sight) -> dict[str, object]:
    return {"printouts": offered(sight), "names": RuleNames.of(sight.rules)}


TAB = Tab(_l("Bản in"), _values, offered=lambda sight: bool(sight.of().manifest.printouts))
FORMATS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/cases/<uuid:case_id>/printouts/<name>")
@access(SIGNED_IN)
def show(case_id: UUID, name: str) -> ResponseReturnValue:
    """Show what a printout is of, what is missing on it, and where its files are."""
    key = request.args.get("key", "")
    sight = look(session(), case_id, actor=actor())
    found, entry = material_for(sight, name, key)
    laid = lay_out(found, entry, panels.of(sight.case.kind))
    return render_template(
        "printouts/show.html",
        sight=sight,
        case=sight.case,
        title=case_title(sight.case),
        name=name,
        called=pick(found.model.words(entry.name)),
        key=key,
        about=RuleNames.of(sight.rules).subject(key) if key else "",
        printout=laid,
        unprintable=_unprintable(laid),
    )


@blueprint.get("/cases/<uuid:case_id>/printouts/<name>.<any(pdf, docx):form>")
@access(SIGNED_IN)
def download(case_id: UUID, name: str, form: str) -> ResponseReturnValue:
    """Send a printout: the PDF to look at and print, the Word file to finish."""
    key = request.args.get("key", "")
    sight = look(session(), case_id, actor=actor())
    found, entry = material_for(sight, name, key)
    laid = lay_out(found, entry, panels.of(sight.case.kind))
    if form == "pdf" and _unprintable(laid):
        return redirect(url_for("printouts.show", case_id=case_id, name=name, key=key or None))
    try:
        data = pdf.pdf_of(laid, found.at) if form == "pdf" else word.docx_of(laid)
    except NotTypeset:
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, str(TOO_LONG))
    about = f" {RuleNames.of(sight.rules).subject(key)}" if key else ""
    return send_file(
        io.BytesIO(data),
        mimetype=FORMATS[form],
        as_attachment=form != "pdf",
        download_name=f"{entry.name}{about} {sight.case.year}.{form}",
    )


def _unprintable(laid: Printout) -> list[str]:
    """Name what cannot be set in type, by where it stands."""
    try:
        printable.fit(laid)
    except UnfitForPrint as found:
        return [str(_FAULTS[found.why]) % _place(found)]
    return []


def _place(found: UnfitForPrint) -> dict[str, str]:
    return {"sign": found.sign[:40], "code": found.code, "before": found.before}
