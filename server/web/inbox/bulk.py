"""Acts on several tasks of a list at once: approve, assign; each task has its own result."""

import secrets
from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from server.actions.inbox import approve_many
from server.actions.tasks import assign_task, several
from server.domain.deadlines import local_day
from server.domain.identity.fresh_proofs import UNPROVEN
from server.domain.refusals import Refusal
from server.domain.tasks.bulk import OpinionTooLong, check_opinion
from server.domain.texts.typed_text import CharacterRefused, readable
from server.store.inbox import inbox
from server.store.tasks import claims
from server.texts import mended
from server.web.refusals.page_acts import check_password
from server.web.refusals.refusals import password_sentence, sentence, status_of
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    now,
    session,
)
from server.web.requests.posted_act import act_of
from server.web.requests.typed_values import id_of
from server.web.words.catalogue import gettext as _

blueprint = Blueprint("bulk", __name__)
LONGEST_KEY = 60
Unfit = CharacterRefused | OpinionTooLong


@blueprint.post("/tasks/approve")
@access(SIGNED_IN)
def check() -> ResponseReturnValue:
    """Show what is about to be approved, and what has to be worked on its own page."""
    return _check(secrets.token_urlsafe(24), None)


@blueprint.post("/tasks/approve/confirm")
@access(SIGNED_IN)
def approve() -> ResponseReturnValue:
    """Approve the chosen tasks; the password is asked once where any of them is signed."""
    key, ids = request.form.get("_key", ""), _chosen()
    if not key or len(key) > LONGEST_KEY:
        abort(HTTPStatus.BAD_REQUEST)
    found = approve_many.candidates(session(), ids, actor=actor(), now=now())
    signed = any(each.signed for each in found)
    if signed:
        try:
            check_password()
        except UNPROVEN as refusal:
            return _check(key, refusal)
    try:
        comment = readable(_comment())
        check_opinion(comment)
    except (CharacterRefused, OpinionTooLong) as refusal:
        return _check(key, refusal)
    act = act_of(key, comment)
    results = approve_many.approve(
        session(), ids, actor=actor(), comment=comment, act=act, confirmed=signed, now=now()
    )
    return _results(_("Kết quả duyệt"), results, _("Đã duyệt"), receipted=True)


@blueprint.post("/tasks/assign")
@access(SIGNED_IN)
def choose() -> ResponseReturnValue:
    """Ask to whom the chosen tasks go."""
    today = local_day(now())
    read = (claims.find(session(), each, today=today) for each in _chosen())
    scope = actor().scope
    tasks = [found for found in read if found and scope.covers(found.case_kind, found.id)]
    people = assign_task.choices(session(), tasks, actor=actor(), now=now())
    titles = claims.in_case_order(
        session(), [task.id for task in tasks if task.unit_id == actor().unit_id]
    )
    return render_template("inbox/assign.html", tasks=titles, people=people)


@blueprint.post("/tasks/assign/confirm")
@access(SIGNED_IN)
def assign() -> ResponseReturnValue:
    """Assign the chosen tasks and say of each how it went."""
    to = id_of(request.form.get("to", ""))
    if to is None:
        abort(HTTPStatus.BAD_REQUEST)
    results = assign_task.assign_many(session(), _chosen(), to=to, actor=actor(), now=now())
    return _results(_("Kết quả giao việc"), results, _("Đã giao"))


def _check(key: str, refusal: Refusal | None) -> ResponseReturnValue:
    found = approve_many.candidates(session(), _chosen(), actor=actor(), now=now())
    page = render_template(
        "inbox/approve.html",
        ready=[each for each in found if each.refused is None],
        refused=[(each.title, sentence(each.refused)) for each in found if each.refused],
        signed=any(each.signed and each.refused is None for each in found),
        comment=_comment(),
        key=key,
        comment_error=sentence(refusal) if isinstance(refusal, Unfit) else "",
        password_error=password_sentence(refusal),
        me=actor(),
    )
    return page, status_of(refusal) if refusal else HTTPStatus.OK


def _results(
    title: str, results: Sequence[several.Result], good: str, *, receipted: bool = False
) -> ResponseReturnValue:
    lines = [(words, sentence(refusal) if refusal else "") for words, refusal in results]
    return render_template(
        "inbox/results.html", title=title, lines=lines, good=good, receipted=receipted
    )


def _comment() -> str:
    return mended(request.form.get("comment", "")).strip()


def _chosen() -> list[UUID]:
    ids = (id_of(text) for text in request.form.getlist("task"))
    return list(dict.fromkeys(found for found in ids if found is not None))[: inbox.PAGE]
