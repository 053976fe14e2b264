"""All sessions of a person are ended by an administrator of theirs, who says why."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.actions.identity import end_sessions
from server.domain.identity.session_ends import LONGEST
from server.web.people.pages import changed
from server.web.requests.access import ADMINISTRATOR, access
from server.web.requests.context import actor, now, session

blueprint = Blueprint("session_ends", __name__)


@blueprint.post("/people/<uuid:person_id>/end-sessions")
@access(ADMINISTRATOR)
def end(person_id: UUID) -> ResponseReturnValue:
    """End every session of the person, and tell them."""
    return changed(
        person_id,
        lambda: end_sessions.end_all(
            session(), person_id, reason=_reason(), actor=actor(), now=now()
        ),
    )


def _reason() -> str:
    return request.form.get("reason", "")[: LONGEST + 1]
