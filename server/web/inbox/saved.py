"""The filters of the list that its reader keeps: saved by a name, and forgotten."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from server.actions.inbox import save_filter
from server.domain.tasks.saved_filters import NothingFiltered
from server.web.inbox.address import address, wanted_from
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session

blueprint = Blueprint("saved_filters", __name__, url_prefix="/tasks/filters")


@blueprint.post("")
@access(SIGNED_IN)
def save() -> ResponseReturnValue:
    """Keep the filter of the list the button stood on, and show that list again."""
    asked = request.form.get("list", "").partition("#")[0].partition("?")[2]
    wanted = wanted_from(MultiDict(parse_qsl(asked)))
    if not wanted.narrowed:
        raise NothingFiltered
    where = address(wanted)
    save_filter.save(session(), request.form.get("name", ""), where, actor=actor())
    return redirect(where, HTTPStatus.SEE_OTHER)


@blueprint.post("/forget")
@access(SIGNED_IN)
def forget() -> ResponseReturnValue:
    """Keep a filter no longer, and show the whole list."""
    save_filter.forget(session(), request.form.get("name", ""), actor=actor())
    return redirect(address(wanted_from(MultiDict())), HTTPStatus.SEE_OTHER)
