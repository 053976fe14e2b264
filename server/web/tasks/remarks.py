"""The remarks beside a task: said, shown with whom they name, and seen by the one named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.tasks import name_posts
from server.actions.tasks.read_task import TaskPage
from server.domain.people.posts import Position
from server.store.tasks import comments
from server.store.tasks.comments import Comment
from server.store.tasks.mentions import HeldPost
from server.web.frame.remark_texts import (
    ID,
    Remark,
    remarks,
)
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor_at,
    now,
    session,
)

blueprint = Blueprint("remarks", __name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The remarks of a task, and who may be named in the next."""

    remarks: Sequence[Remark[Comment]] = ()
    nameable: Sequence[HeldPost] = ()
    may_add: bool = True


def talk(page: TaskPage) -> Talk:
    """Read the remarks of a task for who may see them."""
    task_id = page.task.id
    me = actor_at(task_id)
    return Talk(
        remarks=remarks(comments.of_task(session(), task_id), post_id=me.post_id),
        may_add=me.position != Position.AUDITOR,
        nameable=name_posts.nameable(session(), page, actor=me, now=now()),
    )


@blueprint.post("/tasks/<uuid:task_id>/named")
@access(SIGNED_IN)
def see(task_id: UUID) -> ResponseReturnValue:
    """Mark what names the reader beside a task as seen, and show it."""
    name_posts.see(session(), task_id, actor=actor_at(task_id), now=now())
    place = request.form.get("comment", "")
    anchor = f"said-{place}" if re.fullmatch(ID, place) else "comments"
    here = url_for("tasks.page", task_id=task_id, tab="comments", _anchor=anchor)
    return redirect(here, HTTPStatus.SEE_OTHER)
