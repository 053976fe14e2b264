"""What a person chooses for their own session: the post they act in, and the language."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from server.actions.act_as import act_as
from server.domain.people import NotYourPost
from server.web import language
from server.web.access import PUBLIC, SIGNED_IN, access
from server.web.identity import signed_in
from server.web.installation import installation
from server.web.sign_in import local_path
from server.web.transaction import session

blueprint = Blueprint("choices", __name__)


@blueprint.post("/act-as")
@access(SIGNED_IN)
def post() -> ResponseReturnValue:
    """Act in another post, or on somebody's behalf, from now on; opens that post's list."""
    found = signed_in()
    post_id, _, delegation = request.form.get("post", "").partition("|")
    if found is None:
        raise NotYourPost
    act_as(session(), found.session, post_id=post_id, delegation_id=_id(delegation))
    return redirect("/tasks", HTTPStatus.SEE_OTHER)


@blueprint.post("/language")
@access(PUBLIC)
def choose_language() -> ResponseReturnValue:
    """Show the pages in another language, on this browser."""
    answer = redirect(local_path(request.form.get("next")), HTTPStatus.SEE_OTHER)
    secure = installation().settings.secure_cookies
    language.keep(answer, request.form.get("language", ""), secure=secure)  # type: ignore[arg-type]
    return answer


def _id(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotYourPost from error
