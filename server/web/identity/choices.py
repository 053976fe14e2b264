"""What a person chooses for their own session: the post they act in, language, theme."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from server.actions.identity.act_as import act_as
from server.domain.people.actors import NotYourPost
from server.web.requests import theme
from server.web.requests.access import (
    PUBLIC,
    SIGNED_IN,
    access,
)
from server.web.requests.addresses import local_path
from server.web.requests.identity import signed_in
from server.web.requests.transaction import session
from server.web.words import language

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
    language.keep(answer, request.form.get("language", ""))  # type: ignore[arg-type]
    return answer


@blueprint.post("/theme")
@access(PUBLIC)
def choose_theme() -> ResponseReturnValue:
    """Show the pages light, dark, or as the machine is set, on this browser."""
    answer = redirect(local_path(request.form.get("next")), HTTPStatus.SEE_OTHER)
    theme.keep(answer, request.form.get("theme", ""))  # type: ignore[arg-type]
    return answer


def _id(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError as error:
        raise NotYourPost from error
