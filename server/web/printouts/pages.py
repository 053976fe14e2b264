"""The page of one printout, and its files: what is missing is named before anybody prints it."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from server.actions.cases import export_record
from server.actions.printouts.lay_out import lay_out
from server.domain.printouts.printout import PrintedHead, Printout
from server.printouts.measures import lies
from server.printouts.wording import RECEIVED, attached
from server.web.cases.case_access import Sight, look
from server.web.cases.tabs import Tab
from server.web.names.case_titles import case_title
from server.web.printouts import panels, sending
from server.web.printouts.offered import WantedPrintout, offered, shares_its_name, wanted
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted
from server.web.words.catalogue import lazy_gettext as _l
from server.web.words.language import pick, spoken

blueprint = Blueprint("printouts", __name__)


@blueprint.record_once
def words(state: BlueprintSetupState) -> None:
    """Let a printout shown on a page say its own words, in Vietnamese as it is printed."""
    state.app.jinja_env.globals.update(received=RECEIVED, attached=attached)


def _values(sight: Sight) -> dict[str, object]:
    return {"printouts": offered(sight)}


TAB = Tab(_l("Bản in"), _values, offered=lambda sight: bool(sight.of().manifest.printouts))


@blueprint.get("/cases/<uuid:case_id>/printouts/<name>")
@access(SIGNED_IN)
def show(case_id: UUID, name: str) -> ResponseReturnValue:
    """Show what a printout is of, what is missing on it, and where its files are."""
    key = request.args.get("key", "")
    sight = look(session(), case_id, actor=actor())
    found = wanted(sight, name, key)
    laid = laid_out(found)
    return render_template(
        "printouts/show.html",
        sight=sight,
        case=sight.case,
        title=case_title(sight.case),
        name=name,
        called=pick(found.of.model.words(found.entry.name)),
        key=key,
        about=found.about,
        printout=laid,
        lying=lies(laid),
        wording=found.wording,
        unprintable=sending.unprintable(laid),
    )


@blueprint.post("/cases/<uuid:case_id>/printouts/<name>.<any(pdf, docx):form>")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export(case_id: UUID, name: str, form: str) -> ResponseReturnValue:
    """Record the download, then send a printout: the PDF to print, the Word file to finish."""
    key = request.args.get("key", "")
    sight = look(session(), case_id, actor=actor())
    found = wanted(sight, name, key)
    laid = laid_out(found)
    if form == "pdf" and sending.unprintable(laid):
        where = url_for("printouts.show", case_id=case_id, name=name, key=key or None)
        return redirect(where, HTTPStatus.SEE_OTHER)
    export_record.note_printout(
        session(), case_id, name=name, key=key, form=form, actor=actor(), now=now()
    )
    return sending.send(laid, found.of.at, form=form, called=_called(found, laid.head))


def _called(found: WantedPrintout, head: PrintedHead) -> str:
    """Name the file: what it is, about whom, and whose and of what where several are called so."""
    words = [f"{found.entry.name} {found.about}".strip(), str(head.year)]
    if shares_its_name(found.entry, found.of.model.manifest.printouts):
        words += [head.issuer, head.subject]
    return " ".join(filter(None, words))


def laid_out(found: WantedPrintout) -> Printout:
    """Lay a printout out: in Vietnamese, whatever its reader reads pages in."""
    with spoken("vi"):
        return lay_out(found.of, found.entry, panels.of(found.of.case.kind))
