"""What becomes of a task beside its work: taken back, put off, handed to somebody else."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.inbox import snooze_task
from server.actions.tasks import read_task, recall_task
from server.actions.tasks.read_task import TaskPage
from server.domain.deadlines import local_day
from server.domain.tasks.assigning import is_superior
from server.domain.tasks.priorities import may_rank
from server.domain.tasks.task_access import Standing
from server.store.tasks import task_life
from server.store.tasks.task_life import TaskLife
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.addresses import local_path
from server.web.requests.context import (
    actor_at,
    now,
    session,
)
from server.web.requests.typed_values import posted_day

blueprint = Blueprint("task_life", __name__)


def life_of(page: TaskPage) -> TaskLife:
    """Read how a task stands for the reader; one that is over is in nobody's hands."""
    task, is_open = page.task, page.task.state == "open"
    me = actor_at(task.id)
    beside = task_life.find(
        session(), task.id, person_id=me.person_id, post_id=me.post_id, today=local_day(now())
    )
    ranks = may_rank(rules=page.rules, post=me.post_id, task_post=task.post_id)
    in_post = task.post_id in me.hands(task.case_kind, task.id)
    return TaskLife(
        snoozed_until=beside.snoozed_until,
        assignable=is_open and is_superior(me.post_id, of=task.post_id),
        rankable=is_open and ranks and bool(me.eyes(task.case_kind)),
        named=beside.named and page.remarks,
        handover=beside.handover if in_post else None,
        entrustable=page.standing is Standing.WORKS and me.delegation_id is None,
    )


@blueprint.post("/tasks/<uuid:task_id>/take-back")
@access(SIGNED_IN)
def undo(task_id: UUID) -> ResponseReturnValue:
    """Take one's own submission back, and open it again as it was handed in."""
    read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
    recall_task.take_back(session(), task_id, actor=actor_at(task_id), now=now())
    return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/snooze")
@access(SIGNED_IN)
def snooze(task_id: UUID) -> ResponseReturnValue:
    """Keep a task out of one's own list until a day, and go to the list."""
    snooze_task.snooze(
        session(), task_id, actor=actor_at(task_id), until=posted_day("until"), now=now()
    )
    return redirect(url_for("inbox.mine"), HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/wake")
@access(SIGNED_IN)
def wake(task_id: UUID) -> ResponseReturnValue:
    """Bring a task back to one's own list, and go back to where the button was."""
    snooze_task.wake(session(), task_id, actor=actor_at(task_id), now=now())
    back = request.form.get("next")
    here = local_path(back) if back else url_for("tasks.page", task_id=task_id)
    return redirect(here, HTTPStatus.SEE_OTHER)
