"""Files of a task's draft: uploaded, taken out, and handed to who may see them."""

from contextlib import suppress
from http import HTTPStatus
from urllib.parse import quote
from uuid import UUID

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from server.actions import attach_file, read_task, save_draft
from server.domain.file_kinds import KINDS
from server.domain.files import LARGEST, MEGABYTE, FileEmpty
from server.domain.refusals import Refusal
from server.domain.standing import DraftTaken
from server.store import blobs
from server.store.attachments import Attachment
from server.web import tasks_form
from server.web.access import SIGNED_IN, access
from server.web.context import actor, actor_at, now, session, stand_ins
from server.web.refusals import sentence, status_of

blueprint = Blueprint("task_files", __name__)
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


@blueprint.record_once
def limits(state: BlueprintSetupState) -> None:
    """Tell pages which files are taken: endings, and how many bytes and megabytes at most."""
    state.app.jinja_env.globals.update(
        accepted=ACCEPTED, largest_file=LARGEST, largest_megabytes=LARGEST // MEGABYTE
    )


@blueprint.post("/tasks/<uuid:task_id>/files")
@access(SIGNED_IN)
def upload(task_id: UUID) -> ResponseReturnValue:
    """Add the chosen files to the draft; what is typed beside them is saved with it.

    A file's field is named `file.<kind>.<subject>`.
    """
    try:
        found = [_attach(task_id, name) for name in request.files if request.files[name].filename]
        if not found:
            raise FileEmpty
    except Refusal as refusal:
        if not _wants_json():
            raise
        return jsonify(message=sentence(refusal)), status_of(refusal)
    if _wants_json():
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
    return jsonify(removed=True) if _wants_json() else _back(task_id)


@blueprint.get("/files/<uuid:attachment_id>")
@access(SIGNED_IN)
def download(attachment_id: UUID) -> ResponseReturnValue:
    """Hand a file to who may see it, to be saved and never shown in place."""
    found = attach_file.open_file(
        session(), attachment_id, actors=[actor(), *stand_ins()], now=now()
    )
    answer = Response(b"".join(blobs.read(session(), found.sha256)), mimetype=found.media_type)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.file_name)}"
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
    """Save what is typed, where it is nobody else's newer draft, and show the form again."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    with suppress(DraftTaken):
        save_draft.save(
            session(),
            task_id,
            actor=actor_at(task_id),
            content=tasks_form.typed(found),
            version=found.draft.version if found.draft else 0,
            now=now(),
        )
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
