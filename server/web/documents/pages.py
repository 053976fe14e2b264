"""The page of a numbered document: its data, its file to be looked at, and who received it."""

from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from server.domain.documents.registers import Register
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.store.cases import case_papers
from server.store.cases.case_papers import PaperRow
from server.store.documents import register_pages
from server.web.cases import deliveries, papers
from server.web.cases.case_access import Sight, look
from server.web.documents import looked_at
from server.web.files.viewing import AROUND
from server.web.names.case_titles import case_title
from server.web.names.paper_names import paper_names
from server.web.names.rule_names import RuleNames
from server.web.registers import entries
from server.web.registers.entries import ShownEntry
from server.web.registers.known import bloc_years
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session

blueprint = Blueprint("documents", __name__)


@blueprint.get("/documents/<uuid:document_id>")
@access(SIGNED_IN)
def show(document_id: UUID) -> ResponseReturnValue:
    """Show a document of a case one sees; its file stands within the page."""
    case_id = case_papers.case_of(session(), document_id)
    if case_id is None:
        raise NotThere
    sight = look(session(), case_id, actor=actor())
    paired = papers.in_force_first(papers.seen_papers(sight))
    found = next((pair for pair in paired if pair[0].id == document_id), None)
    if found is None:
        raise NotThere
    row, replaced_by = found
    register, entry = _registered(sight, document_id)
    next_at = register_pages.next_at(session(), document_id)
    html = render_template(
        "documents/show.html",
        sight=sight,
        case=sight.case,
        case_name=case_title(sight.case),
        row=row,
        replaced_by=replaced_by,
        name=paper_names(session(), sight.case.definition_hash)(row.kind),
        about=RuleNames.of(sight.rules).subject(row.subject) if row.subject else "",
        entry=entry,
        register=register,
        in_register=_place(register, entry),
        told=_told(sight, row),
        step=Words(row.title_vi, row.title_en),
        file=looked_at.file_of(sight, row),
        printout=None if replaced_by else looked_at.printout_of(sight, row),
        deliveries=deliveries.between(deliveries.values(sight), row.at, next_at),
    )
    return Response(html, headers={"Content-Security-Policy": AROUND})


def _told(sight: Sight, row: PaperRow) -> bool:
    """Tell whether the reader sees the task that made a document, and so its page."""
    if row.task_id is None:
        return False
    return sight.task(row.element, of=sight.case, key=row.subject, unit=row.unit_id or "")


def _registered(sight: Sight, document_id: UUID) -> tuple[Register | None, ShownEntry | None]:
    """Return the number of a document in the bloc's own register, where that gave it."""
    found = register_pages.of_document(session(), sight.case.id, document_id)
    if found is None:
        return None, None
    register, line = found
    return register, entries.shown([line], None)[0]


def _place(register: Register | None, entry: ShownEntry | None) -> str:
    """Return where the register begins with the number; empty for who may not look into it."""
    if register is None or entry is None:
        return ""
    if bloc_years().known(register.bloc_id, register.year) is None:
        return ""
    return url_for(
        "registers.show",
        bloc_id=register.bloc_id,
        year=register.year,
        type_=register.type,
        simulated="1" if register.simulated else None,
        before=entry.line.sequence + 1,
    )
