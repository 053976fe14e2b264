"""The rows of records as a workbook: those that a task's page shows its reader."""

import json
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from server import forms
from server.actions.blocs.form_context import form_context
from server.actions.cases import export_record
from server.actions.tasks import read_task
from server.actions.tasks.read_task import TaskPage
from server.domain.deadlines import local_day
from server.domain.tasks.work import NotThere
from server.sheets import lists, writing
from server.sheets.fault_words import FAULTS
from server.sheets.guard import SheetRefused
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit
from server.web.forms.row_sheets import ToldRows, filled_rows, has_rows, row_sheets
from server.web.refusals import refusals
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor_at, now, session
from server.web.requests.uses import Use, counted
from server.web.tasks import record_view, taken_rows, task_form
from server.web.tasks.form_view import Desk
from server.web.words.language import language


@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export(task_id: UUID) -> ResponseReturnValue:
    """Record the download, then send the rows of this task, or of a record that stands beside."""
    me, of = actor_at(task_id), request.form.get("of", "")
    found = read_task.read(session(), task_id, actor=me, now=now())
    desk = task_form.start_desk(found, me)
    told = record_view.told_rows(found, of) if of else own_rows(desk)
    sheets = row_sheets(told)
    if not sheets:
        raise NotThere
    try:
        data = lists.write(sheets)
    except SheetRefused as refused:
        said = FAULTS[refused.fault].text(language())
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, f"{refused.where}: {said}")
    rows = sum(len([*each.rows]) for each in sheets)
    element = of or found.task.element
    place = f"task/{task_id}"
    export_record.note(session(), place, of=element, rows=rows, actor=me, now=now())
    title = told[0].view.say(told[0].view.form.title)
    name = f"{lists.sheet_name(title)} {found.rules.year}.xlsx"
    return sent_files.sent(data, media=writing.WORKBOOK, name=fit(name))


def offered(desk: Desk) -> bool:
    """Tell whether the task itself has rows that make a sheet, and that no other button gives."""
    if desk.page.task.result:
        return any(map(has_rows, own_rows(desk)))
    return taken_rows.apart(desk.page)


def own_rows(desk: Desk) -> Sequence[ToldRows]:
    """Tell what was handed in with the task itself; while it is open, the rows it took over."""
    result = desk.page.task.result
    value = filled_rows(desk, json.loads(result)) if result else _begun(desk)
    return [ToldRows(whose="", view=desk, value=value)]


def _begun(desk: Desk) -> dict[str, forms.Json]:
    """Read the rows that were taken over, each with what is typed for it so far."""
    page: TaskPage = desk.page
    pairs = [
        (path, text)
        for path, text in desk.typed.items()
        if path.partition(".")[0] in desk.given and page.form.find(path) is not None
    ]
    context = form_context(page.rules, local_day(now()))
    return forms.parse(page.form, pairs, replace(context, language=language())).value
