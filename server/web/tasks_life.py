"""What becomes of a task beside its work: taken back, put off, handed to somebody else."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from server.actions import take_back
from server.web.access import SIGNED_IN, access
from server.web.context import actor, now, session

blueprint = Blueprint("task_life", __name__)


@blueprint.post("/tasks/<uuid:task_id>/take-back")
@access(SIGNED_IN)
def undo(task_id: UUID) -> ResponseReturnValue:
    """Take one's own submission back, and open it again as it was handed in."""
    take_back.take_back(session(), task_id, actor=actor(), now=now())
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)
