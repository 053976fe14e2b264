"""Files of a task's draft: uploaded, taken out, and handed to who may see them."""

from dataclasses import replace
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from server.actions.tasks import attach_file, read_task
from server.domain.files.file_kinds import KINDS
from server.domain.files.files import (
    LARGEST,
    MEGABYTE,
    FileEmpty,
)
from server.domain.refusals import Refusal
from server.domain.tasks.drafts import DraftTaken
from server.sheets import guard
from server.store.tasks.attachments import Attachment
from server.web.downloads import sent_files
from server.web.forms import form_post
from server.web.forms.problems import FormProblem
from server.web.refusals.refusals import (
    sentence,
    status_of,
    wants_json,
)
from server.web.requests import transaction
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    actor_at,
    now,
    session,
    stand_ins,
)
from server.web.requests.uses import Use, counted
from server.web.tasks import (
    drafts,
    task_form,
    task_page,
)
from server.web.tasks.form_view import Desk

blueprint = Blueprint("task_files", __name__)
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


@blueprint.record_once
def limits(state: BlueprintSetupState) -> None:
    """Tell pages which files are taken: endings, and how many bytes and megabytes at most."""
    state.app.jinja_env.globals.update(
        accepted=ACCEPTED,
        largest_file=LARGEST,
        largest_megabytes=LARGEST // MEGABYTE,
        largest_sheet_megabytes=guard.LARGEST // MEGABYTE,
    )


@blueprint.post("/tasks/<uuid:task_id>/files")
@access(SIGNED_IN)
@counted(Use.UPLOADS)
def upload(task_id: UUID) -> ResponseReturnValue:
    """Add the chosen files to the draft; what is typed beside them is saved with it.

    A file's field is named `file.<kind>.<subject>`.
    """
    try:
        found = [_attach(task_id, name) for name in request.files if request.files[name].filename]
        if not found:
            raise FileEmpty
    except Refusal as refusal:
        if not wants_json():
            return _unfit(task_id, refusal)
        return jsonify(message=sentence(refusal)), status_of(refusal)
    if wants_json():
        return jsonify(
            files=[
                {
                    "name": file.file_name,
                    "address": url_for("task_files.download", attachment_id=file.id),
                    "remove": url_for("task_files.remove", task_id=task_id, attachment_id=file.id),
                }
                for file in found
            ]
        )
    return _back(task_id)


@blueprint.post("/tasks/<uuid:task_id>/files/<uuid:attachment_id>/remove")
@access(SIGNED_IN)
def remove(task_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """Take a file out of the draft."""
    attach_file.remove(session(), attachment_id, actor=actor_at(task_id), now=now())
    return jsonify(removed=True) if wants_json() else _back(task_id)


@blueprint.get("/files/<uuid:attachment_id>")
@access(SIGNED_IN)
def download(attachment_id: UUID) -> ResponseReturnValue:
    """Hand a file to who may see it, to be saved and never shown in place."""
    found = attach_file.open_file(
        session(), attachment_id, actors=[actor(), *stand_ins()], now=now()
    )
    answer = Response(attach_file.bytes_of(session(), found), mimetype=found.media_type)
    answer.headers["Content-Disposition"] = sent_files.saved_as(found.file_name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _attach(task_id: UUID, name: str) -> Attachment:
    _, kind, subject = (*name.split(".", 2), "", "")[:3]
    with request.files[name].stream as stream:
        data = stream.read()
    return attach_file.attach(
        session(),
        task_id,
        actor=actor_at(task_id),
        kind=kind,
        subject=subject,
        file_name=request.files[name].filename or "",
        data=data,
        now=now(),
    )


def _back(task_id: UUID) -> ResponseReturnValue:
    """Save what is typed and show the form again; where another draft is newer, show both."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    content = form_post.typed(found.form)
    try:
        drafts.save(found, content)
    except DraftTaken as taken:
        transaction.commit_in_refusal()  # the files are uploaded, or taken out, all the same
        return task_page.show_choice(found, content, taken)
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)


def _unfit(task_id: UUID, refusal: Refusal) -> ResponseReturnValue:
    """Show the form with what is wrong at the file's place, and everything typed kept."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    content = form_post.typed(found.form)
    try:
        saved = drafts.keep(found, content)
    except DraftTaken as taken:
        return task_page.show_choice(found, content, taken)
    desk = task_form.desk_of(found, actor_at(task_id), content)
    path = _place(desk)
    problem = FormProblem(path, desk.label(path) if path else "", sentence(refusal))
    desk = replace(desk, problems=(problem,))
    return task_page.show(desk, saved=saved), status_of(refusal)


def _place(desk: Desk) -> str:
    """Return the path of the place whose button was pressed; empty where the form has none."""
    asked = request.form.get(form_post.PLACE, "")
    field, _dot, row = asked.partition(".")
    of_a_row = field in desk.form.fields and row.endswith("files")
    of_the_form = asked in {f"file.{slot.kind}." for slot in desk.form.files}
    return asked if of_a_row or of_the_form else ""
