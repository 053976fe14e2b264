"""A task handed to a colleague, handed back, and called back."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.tasks import entrust_task, read_task, task_sight
from server.domain.people.actors import Actor
from server.domain.people.appointments import NoSuchPerson
from server.domain.refusals import Refusal
from server.domain.tasks.entrusting import (
    Handed,
    OnlyLent,
    Terms,
    needs_document,
)
from server.web.lending import offered_persons
from server.web.lending.offered_persons import OfferedUnit
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    actor_at,
    now,
    session,
)
from server.web.requests.typed_values import posted_day

blueprint = Blueprint("entrusting", __name__)


@blueprint.get("/tasks/<uuid:task_id>/entrust")
@access(SIGNED_IN)
def form(task_id: UUID) -> ResponseReturnValue:
    """Ask to whom the task goes, until when, why, and by which document."""
    return _page(task_id, None)


@blueprint.post("/tasks/<uuid:task_id>/entrust")
@access(SIGNED_IN)
def entrust(task_id: UUID) -> ResponseReturnValue:
    """Hand the task over, and show it as the giver sees it from now on."""
    try:
        _entrust(task_id)
    except Refusal as refusal:
        session().rollback()
        return _page(task_id, refusal), _status(refusal)
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/hand-back")
@access(SIGNED_IN)
def hand_back(task_id: UUID) -> ResponseReturnValue:
    """Give the task back to its post, and go to one's own list."""
    me = actor_at(task_id)
    read_task.read(session(), task_id, actor=me, now=now())
    note = request.form.get("note", "").strip()
    entrust_task.hand_back(session(), task_id, note=note, actor=me, now=now())
    return redirect(url_for("inbox.mine"), HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/recall")
@access(SIGNED_IN)
def recall(task_id: UUID) -> ResponseReturnValue:
    """Call the task back, and show it: it is the post's again."""
    entrust_task.recall(session(), task_id, actor=actor(), now=now())
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)


def _entrust(task_id: UUID) -> None:
    person = offered_persons.chosen(_offered(actor()))
    note = request.form.get("note", "").strip()
    terms = Terms(last=posted_day("last"), note=note, document=_typed("document", 500))
    entrust_task.entrust(session(), task_id, to=person.id, terms=terms, actor=actor(), now=now())


def _offered(me: Actor) -> Sequence[OfferedUnit]:
    return offered_persons.offered(me, me.post_id)


def _page(task_id: UUID, refusal: Refusal | None) -> str:
    me = actor()
    page = read_task.read_own(session(), task_id, actor=me, now=now())
    if me.delegation_id is not None:
        raise OnlyLent
    handed = Handed(
        task=task_sight.facts_of(page.task), signed=page.form.sign, prepared_by=frozenset()
    )
    return render_template(
        "tasks/entrust.html",
        task=page.task,
        offered=_offered(me),
        paper=needs_document(handed, units={me.unit_id}),
        form=request.form,
        refused=sentence(refusal) if refusal else "",
        missing=isinstance(refusal, NoSuchPerson),
    )


def _status(refusal: Refusal) -> HTTPStatus:
    """A name that is not there is a mistake in this form, not a missing page."""
    found = status_of(refusal)
    return HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(refusal, NoSuchPerson) else found


def _typed(name: str, longest: int) -> str:
    return request.form.get(name, "").strip()[:longest]
