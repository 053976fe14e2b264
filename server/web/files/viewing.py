"""A PDF or a picture looked at within a page; any other file is only handed over.

What is shown in place is of the kinds whose bytes were checked when they came in: none of them is a
page, and the browser is told to guess nothing and to let it reach nothing.
"""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from server.actions.tasks import attach_file
from server.store.tasks.attachments import Attachment
from server.web.downloads.file_names import fit
from server.web.downloads.sent_files import shown_as
from server.web.refusals.refusals import page
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, now, session, stand_ins
from server.web.requests.headers import CONTENT_SECURITY_POLICY

blueprint = Blueprint("files", __name__)
PDF = "application/pdf"
SHOWN = frozenset({PDF, "image/png", "image/jpeg"})
"""What browsers draw themselves, and what can be no page."""
AROUND = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
WITHIN = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
PICTURE = "default-src 'none'; sandbox"


def is_shown(file_name: str) -> bool:
    """Tell by its ending whether a file is shown in place; its kind was checked by its bytes."""
    return file_name.lower().endswith((".pdf", ".png", ".jpg", ".jpeg", ".jfif"))


@blueprint.record_once
def words(state: BlueprintSetupState) -> None:
    """Let every page ask which files are shown in place, and what they are saved as."""
    state.app.jinja_env.globals.update(is_shown=is_shown, name_of_file=fit)


@blueprint.get("/files/<uuid:attachment_id>/view")
@access(SIGNED_IN)
def view(attachment_id: UUID) -> ResponseReturnValue:
    """Show a file within a page; one that is not shown in place can be saved there."""
    found = _found(attachment_id)
    html = render_template(
        "files/view.html",
        file=found,
        picture=found.media_type in SHOWN - {PDF},
        pdf=found.media_type == PDF,
    )
    return Response(html, headers={"Content-Security-Policy": AROUND})


@blueprint.get("/files/<uuid:attachment_id>/shown/<file_name>")
@access(SIGNED_IN)
def shown(attachment_id: UUID, file_name: str) -> ResponseReturnValue:
    """Hand the bytes to the page that shows them; viewers save them as what the address ends on."""
    found = _found(attachment_id)
    if found.media_type not in SHOWN or file_name != fit(found.file_name):
        return page(HTTPStatus.NOT_FOUND)
    answer = Response(attach_file.bytes_of(session(), found), content_type=found.media_type)
    answer.headers["Content-Disposition"] = shown_as(file_name)
    answer.headers["Content-Security-Policy"] = WITHIN if found.media_type == PDF else PICTURE
    return answer


def _found(attachment_id: UUID) -> Attachment:
    me = [actor(), *stand_ins()]
    return attach_file.open_file(session(), attachment_id, actors=me, now=now())
