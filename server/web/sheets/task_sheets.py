"""Tables of a task's page: told as a workbook, handed out to be filled in, and taken in again."""

import io
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from server import forms
from server.actions.blocs.form_context import form_context
from server.actions.cases import export_record
from server.actions.tasks import read_task
from server.actions.tasks.read_task import TaskPage
from server.domain.deadlines import local_day
from server.domain.tasks.drafts import DraftTaken
from server.domain.tasks.work import NotThere
from server.sheets import filled, filling
from server.sheets.fault_words import FAULTS
from server.sheets.filled import FilledSheet
from server.sheets.guard import LARGEST, SheetRefused
from server.sheets.writing import WORKBOOK
from server.store.tasks.drafts import Draft
from server.web.downloads import sent_files
from server.web.downloads.file_names import fit
from server.web.downloads.workbooks import workbook
from server.web.forms import form_post
from server.web.refusals import refusals
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor_at, now, session
from server.web.requests.uses import Use, counted
from server.web.sheets import changes, fill_in
from server.web.sheets.changes import FilledFields, SheetUnfit
from server.web.tasks import drafts, found_mistakes, task_form, task_page, widgets
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _
from server.web.words.language import language

blueprint = Blueprint("task_sheets", __name__)
FILE: Final = "_sheet"
MOST_SAID: Final = 200


@blueprint.post("/tasks/<uuid:task_id>/table")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def export(task_id: UUID) -> ResponseReturnValue:
    """Record the download, then send the tables of the field or panel that `?of=` names."""
    me, of = actor_at(task_id), request.args.get("of", "")
    found = read_task.read(session(), task_id, actor=me, now=now())
    desk = task_form.start_desk(found, me)
    sheets = [*widgets.sheets(desk, of)]
    if not sheets:
        raise NotThere
    rows = sum(len([*sheet.rows]) for sheet in sheets)
    place = f"task/{task_id}"
    export_record.note(session(), place, of=of, rows=rows, actor=me, now=now())
    return workbook(sheets, name=f"{sheets[0].title} {found.rules.year}")


@blueprint.post("/tasks/<uuid:task_id>/blank")
@access(SIGNED_IN)
@counted(Use.EXPORTS)
def hand_out(task_id: UUID) -> ResponseReturnValue:
    """Record the download, then send the form's table to be filled in, as it is typed so far."""
    me = actor_at(task_id)
    found = read_task.read_own(session(), task_id, actor=me, now=now())
    desk = task_form.start_desk(found, me)
    name, table = _table(desk)
    try:
        made_for = fill_in.meta_of(desk, name, table)
        held = fill_in.held_of(name, table)
        told = fill_in.told_of(table)
        data = filling.write(table, {**made_for, **held, **told}, fill_in.words())
    except SheetRefused as refused:
        return refusals.page(HTTPStatus.UNPROCESSABLE_ENTITY, _refused_line(refused))
    place, rows = f"task/{task_id}", len(table.rows)
    export_record.note(session(), place, of=name, rows=rows, actor=me, now=now())
    called = fit(f"{table.title} {found.rules.year}")
    return sent_files.answer(io.BytesIO(data), media=WORKBOOK, name=f"{called}.xlsx")


@blueprint.post("/tasks/<uuid:task_id>/sheet")
@access(SIGNED_IN)
@counted(Use.UPLOADS)
def take_in(task_id: UUID) -> ResponseReturnValue:
    """Show what a workbook that was filled in would change; nothing of it is kept yet.

    What was typed beside it is a draft from then on, whichever way the page is left.
    """
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    content = form_post.typed(found.form)
    sheet, unread = _posted()
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    try:
        draft = drafts.keep(found, content)
    except DraftTaken as taken:
        session().rollback()
        return task_page.show_choice(found, content, taken)
    desk = task_form.desk_of(found, actor_at(task_id), content)
    if sheet is None:
        return _page(desk, draft, None, unread), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        return _page(desk, draft, _read(found, desk, sheet))
    except SheetUnfit as unfit:
        return _page(desk, draft, None, unfit.lines), HTTPStatus.UNPROCESSABLE_ENTITY


def _page(
    desk: Desk, draft: Draft, fields: FilledFields | None, refused: Sequence[str] = ()
) -> str:
    told = changes.changed(desk, fields) if fields else []
    return render_template(
        "tasks/sheet.html",
        desk=desk,
        task=desk.page.task,
        draft=draft,
        refused=refused[:MOST_SAID],
        more=max(0, len(refused) - MOST_SAID),
        changes=told,
        emptied=sum(not change.text for change in told),
        missing=[desk.named(key) for key in fields.missing] if fields else [],
        outdated=[desk.named(key) for key in fields.outdated] if fields else [],
        content={**desk.typed, **{change.path: change.text for change in told}},
    )


def _table(desk: Desk) -> tuple[str, filling.FillTable]:
    name = widgets.filled_in(desk)
    table = fill_in.table_of(desk, name) if name else None
    if table is None:
        raise NotThere
    return name, table


def _posted() -> tuple[FilledSheet | None, Sequence[str]]:
    """Read the workbook that was posted, between two transactions, or say why it is not read."""
    file = request.files.get(FILE)
    if file is None or not file.filename:
        return None, [_("Hãy chọn một bảng tính .xlsx.")]
    data = file.stream.read(LARGEST + 1)
    session().rollback()
    try:
        return filled.read(data), ()
    except SheetRefused as refused:
        return None, [_refused_line(refused)]


def _read(found: TaskPage, desk: Desk, sheet: FilledSheet) -> FilledFields:
    """Read the fields of a workbook made for this form; raises SheetUnfit for what is wrong."""
    name, table = _table(desk)
    changes.check_made_for(desk, name, table, sheet.meta)
    fields = changes.read_fields(desk, name, table, sheet)
    context = replace(form_context(found.rules, local_day(now())), language=language())
    post = forms.parse(found.form, {**desk.typed, **fields.texts}.items(), context)
    ruled = changes.refused_cells(fields, found_mistakes.every(found, post))
    if wrong := [*fields.wrong, *ruled]:
        raise SheetUnfit(wrong)
    return fields


def _refused_line(refused: SheetRefused) -> str:
    said = FAULTS[refused.fault].text(language())
    return f"{refused.where}: {said}" if refused.where else said
