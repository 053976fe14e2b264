"""Which open tasks of a case are urgent: a list for who runs the case, and one for each task."""

from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.inbox import rank_tasks
from server.domain.administration.repairs import GOING
from server.domain.refusals import Refusal
from server.domain.tasks.priorities import Priority, may_rank
from server.domain.tasks.work import NotThere
from server.store.tasks import priorities
from server.store.tasks.priorities import PrioritisedTask
from server.web.cases.case_access import Sight, look
from server.web.names.case_titles import case_title
from server.web.refusals.refusals import sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.addresses import local_path
from server.web.requests.context import (
    actor,
    now,
    session,
)


@access(SIGNED_IN)
def show(case_id: UUID) -> ResponseReturnValue:
    """List the open tasks of a case whose priority the actor sets."""
    return _page(look(session(), case_id, actor=actor()), None)


@access(SIGNED_IN)
def submit(case_id: UUID) -> ResponseReturnValue:
    """Mark the chosen tasks, and go back to where the button was."""
    sight = look(session(), case_id, actor=actor())
    urgent = request.form.get("priority") == "urgent"
    try:
        rank_tasks.rank(
            session(),
            case_id,
            _chosen(),
            priority=Priority.URGENT if urgent else Priority.ORDINARY,
            actor=actor(),
            now=now(),
        )
    except NotThere:
        raise
    except Refusal as refusal:
        session().rollback()
        return _page(sight, refusal), status_of(refusal)
    back = request.form.get("next")
    here = url_for("cases.priorities", case_id=case_id)
    return redirect(local_path(back) if back else here, HTTPStatus.SEE_OTHER)


def offered(sight: Sight) -> bool:
    """Tell whether the actor sets the priority of any task the case has or will have."""
    posts = (sight.rules.leader.id, sight.rules.bodies.home_affairs.id)
    ranks = any(
        may_rank(rules=sight.rules, post=actor().post_id, task_post=f"{unit}/officer")
        for unit in posts
    )
    return ranks and sight.case.state in GOING and bool(_tasks(sight))


def _tasks(sight: Sight) -> list[PrioritisedTask]:
    me = actor().post_id
    return [
        task
        for task in priorities.of_case(session(), sight.case.id)
        if may_rank(rules=sight.rules, post=me, task_post=task.post_id)
    ]


def _page(sight: Sight, refusal: Refusal | None) -> str:
    tasks = _tasks(sight)
    if not tasks and refusal is None:
        raise NotThere
    return render_template(
        "cases/priorities.html",
        case=sight.case,
        name=case_title(sight.case),
        tasks=tasks,
        urgent=Priority.URGENT,
        refused=sentence(refusal) if refusal else "",
    )


def _chosen() -> list[UUID]:
    try:
        return [UUID(text) for text in request.form.getlist("task")[: priorities.MOST]]
    except ValueError:
        raise NotThere from None
