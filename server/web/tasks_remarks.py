"""The remarks beside a task: said, shown with whom they name, and seen by the one named."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from server.actions import name_posts
from server.actions.read_task import TaskPage
from server.domain.mentions import pieces
from server.domain.words import Words
from server.store import comments, mentions
from server.store.comments import Comment
from server.store.mentions import HeldPost, Mention
from server.web.access import SIGNED_IN, access
from server.web.context import actor_at, now, session

blueprint = Blueprint("remarks", __name__)
_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a remark as it is shown; `address` is a page of ours."""

    text: str
    names: bool = False
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A remark, cut at whom it names; `chosen` are named beside it, `new` names the reader."""

    comment: Comment
    said: Sequence[Said]
    chosen: Sequence[Words]
    new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The remarks of a task, and who may be named in the next."""

    remarks: Sequence[Remark] = ()
    nameable: Sequence[HeldPost] = ()


def talk(page: TaskPage) -> Talk:
    """Read the remarks of a task for who may see them."""
    task_id = page.task.id
    me = actor_at(task_id)
    by_comment: dict[UUID, list[Mention]] = {}
    for mention in mentions.of_task(session(), task_id):
        by_comment.setdefault(mention.comment_id, []).append(mention)
    return Talk(
        remarks=[
            _remark(comment, by_comment.get(comment.id, []), me.post_id)
            for comment in comments.of_task(session(), task_id)
        ],
        nameable=name_posts.nameable(session(), page, actor=me, now=now()),
    )


@blueprint.post("/tasks/<uuid:task_id>/named")
@access(SIGNED_IN)
def see(task_id: UUID) -> ResponseReturnValue:
    """Mark what names the reader beside a task as seen, and show it."""
    name_posts.see(session(), task_id, actor=actor_at(task_id), now=now())
    place = request.form.get("comment", "")
    anchor = f"said-{place}" if re.fullmatch(_ID, place) else "comments"
    here = url_for("tasks.page", task_id=task_id, tab="comments", _anchor=anchor)
    return redirect(here, HTTPStatus.SEE_OTHER)


def _remark(comment: Comment, named: Sequence[Mention], me: str) -> Remark:
    said = pieces(comment.text, {mention.label for mention in named})
    return Remark(
        comment=comment,
        said=[
            one
            for piece in said
            for one in ([Said(piece.text, names=True)] if piece.names else _linked(piece.text))
        ],
        chosen=[mention.post for mention in named if not mention.label],
        new=any(mention.new and mention.post_id == me for mention in named),
    )


def _linked(text: str) -> Iterator[Said]:
    """Cut out the addresses of our own tasks and cases; no other address becomes a link."""
    here = re.escape(request.host_url.rstrip("/"))
    ours = rf"(?<!\S)(?:{here})?(/(?:tasks|cases)/{_ID})(?![^\s.,;:)])"
    end = 0
    for found in re.finditer(ours, text):
        yield Said(text[end : found.start()])
        yield Said(found[0], address=found[1])
        end = found.end()
    yield Said(text[end:])
