"""The tables of a part of a case's page as a workbook: those its reader is shown there."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.actions.cases import export_record
from server.domain.tasks.work import NotThere
from server.web.cases import tabs
from server.web.cases.case_access import look
from server.web.downloads.workbooks import workbook
from server.web.names.case_titles import case_title
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session
from server.web.requests.uses import Use, counted

blueprint = Blueprint("case_tables", __name__)


@blueprint.post("/cases/<uuid:case_id>/table")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export(case_id: UUID) -> ResponseReturnValue:
    """Record the download, then send the tables of the part that `?tab=` names."""
    name = request.args.get("tab", "")
    sight = look(session(), case_id, actor=actor())
    tab = tabs.of_processes(sight).get(name)
    sheets = [*tab.sheets(sight)] if tab and tab.sheets else []
    if not sheets:
        raise NotThere
    rows = sum(len([*sheet.rows]) for sheet in sheets)
    place = f"case/{case_id}"
    export_record.note(session(), place, of=name, rows=rows, actor=actor(), now=now())
    return workbook(sheets, name=case_title(sight.case))
