"""The page that tells how one result of a case came about, to be checked by hand and printed."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from server.web.cases.case_access import look
from server.web.names.case_titles import case_title
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import actor, session
from server.web.results.explanation import explained

blueprint = Blueprint("results", __name__)


@blueprint.get("/cases/<uuid:case_id>/results/<path:about>")
@access(SIGNED_IN)
def show(case_id: UUID, about: str) -> ResponseReturnValue:
    """Explain what a unit, or a unit under an award, came to; 404 for what one may not see."""
    sight = look(session(), case_id, actor=actor())
    found = explained(sight, about)
    if found is None:
        abort(HTTPStatus.NOT_FOUND)
    return render_template(
        "results/show.html",
        explanation=found,
        case=sight.case,
        rules=sight.rules,
        name=case_title(sight.case),
    )
