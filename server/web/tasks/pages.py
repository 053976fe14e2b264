"""The page of one task: its form, drafts, checking and completing, and what comes after."""

from collections.abc import Iterable
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions.blocs.form_context import form_context
from server.actions.tasks import (
    add_comment,
    complete_task,
    read_task,
    recall_task,
)
from server.actions.tasks.read_task import TaskPage
from server.domain.deadlines import local_day
from server.domain.mistakes import Mistakes
from server.domain.tasks.drafts import DraftTaken
from server.domain.tasks.task_access import (
    CannotBeNamed,
    CommentEmpty,
    CommentTooLong,
    Standing,
)
from server.domain.tasks.work import FormRefused
from server.domain.texts.typed_text import CharacterRefused
from server.forms import Parsed
from server.forms.outcome import outcome_label
from server.store.tasks import task_pages
from server.web.forms import form_post
from server.web.forms.problems import FormProblem
from server.web.frame import formats
from server.web.history import receipts
from server.web.refusals.refusals import (
    sentence,
    status_of,
    wants_json,
)
from server.web.requests.access import SIGNED_IN, access
from server.web.requests.context import (
    actor,
    actor_at,
    now,
    session,
)
from server.web.requests.uses import Use, counted, uncounted
from server.web.tasks import (
    check_page,
    drafts,
    receiving,
    row_export,
    task_form,
    task_page,
    widgets,
)
from server.web.tasks.check_page import CheckedPost, Unconfirmed
from server.web.tasks.found_mistakes import found_in
from server.web.words.catalogue import gettext as _

blueprint = Blueprint("tasks", __name__)
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


@blueprint.get("/tasks/<uuid:task_id>")
@access(SIGNED_IN)
def page(task_id: UUID) -> ResponseReturnValue:
    """Show a task to who may see it: the form to who works on it, else what became of it."""
    found = read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
    desk = task_form.start_desk(found, actor_at(task_id))
    shown = task_page.show(desk, tab=request.args.get("tab", ""))
    receiving.note_opened(found, actor_at(task_id))
    return shown


@blueprint.post("/tasks/<uuid:task_id>/draft")
@access(SIGNED_IN)
@counted(Use.DRAFTS)
def save(task_id: UUID) -> ResponseReturnValue:
    """Save what is typed so far, unread; a script gets JSON, a button its page back."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    content = form_post.typed(found.form)
    keep = request.form.get("_keep", "")
    fresh = widgets.kept(found, keep) if keep else {}
    if fresh:
        content |= {k: v for k, v in fresh.items() if keep != "all" or not content.get(k)}
    try:
        draft = drafts.save(found, content)
    except DraftTaken as taken:
        return task_page.show_choice(found, content, taken)
    if wants_json():
        saved = _("Đã lưu lúc %(time)s", time=formats.clock_time(now()))
        return jsonify(version=draft.version, saved=saved)
    anchor = f"f-{next(iter(fresh))}" if fresh and keep != "all" else None
    if changed := form_post.rearranged():
        anchor = f"f-{changed}"
    back = url_for("tasks.page", task_id=task_id, _anchor=anchor)
    return redirect(back, HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/check")
@access(SIGNED_IN)
def check(task_id: UUID) -> ResponseReturnValue:
    """Run the whole completion, take it back, and show what was answered and what would come.

    What is typed is a draft from then on, whichever way the page is left.
    """
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    post = _parsed(found)
    return _checked(found, post, form_post.posted_key(), Unconfirmed())


@blueprint.post("/tasks/<uuid:task_id>/edit")
@access(SIGNED_IN)
@counted(Use.DRAFTS)
def edit(task_id: UUID) -> ResponseReturnValue:
    """Go back from checking to the form, with everything as it was typed."""
    return save(task_id)


@blueprint.post("/tasks/<uuid:task_id>/complete")
@access(SIGNED_IN)
@uncounted("a task is completed once, and a wrong password counts itself")
def complete(task_id: UUID) -> ResponseReturnValue:
    """Complete the task; the same post again gets the first answer."""
    found = read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
    if found.standing is not Standing.OVER:
        read_task.check_own(found, actor_at(task_id))
    post, key = _parsed(found), form_post.posted_key()
    if problems := _problems(found, post, found_in(found, post)):
        return _refused(found, post, problems)
    # What is done is only told again.
    asks = found.form.sign and found.standing is not Standing.OVER
    if asks and (doubt := check_page.doubt_of(actor_at(task_id))):
        return _checked(found, post, key, doubt)
    try:
        done = complete_task.complete(
            session(),
            task_id,
            actor=actor_at(task_id),
            value=post.value,
            act=task_form.posted_act(),
            seen=drafts.seen(),
            typed=drafts.without_buttons(found, post.typed),
            now=now(),
        )
    except DraftTaken as taken:
        return _taken(found, post, taken)
    except (Mistakes, FormRefused) as refusal:
        return _refused(found, post, _problems(found, post, form_post.refused_in(refusal)))
    return redirect(done.location, HTTPStatus.SEE_OTHER)


@blueprint.get("/tasks/<uuid:task_id>/done")
@access(SIGNED_IN)
def done(task_id: UUID) -> ResponseReturnValue:
    """Say what was done, who has the work now, and what waits for the reader next.

    To who did it in the task's own post alone: others learn from its page what is open to them.
    """
    at, me = actor_at(task_id), actor()
    found = read_task.read(session(), task_id, actor=at, now=now())
    task = found.task
    if task.closed_at is None or task.post_id != at.post_id:
        return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)
    return render_template(
        "tasks/done.html",
        desk=task_form.start_desk(found, at),
        task=task,
        outcome=outcome_label(found.form, task.outcome) if task.result else "",
        way=task_page.way(found),
        opened=task_pages.opened_by(session(), task.case_id, task.closed_at, me.post_id),
        mine=task_pages.next_of(session(), me, today=local_day(now())),
        may_take_back=recall_task.offered(session(), found, actor=at),
        receipt=receipts.of_task(task_id),
    )


blueprint.add_url_rule(
    "/tasks/<uuid:task_id>/rows", "export_rows", row_export.export, methods=["POST"]
)


@blueprint.post("/tasks/<uuid:task_id>/comments")
@access(SIGNED_IN)
@counted(Use.REMARKS)
def comment(task_id: UUID) -> ResponseReturnValue:
    """Say something beside the task; what was typed stays where it is refused."""
    words = request.form.get("text", "")
    try:
        add_comment.add(
            session(),
            task_id,
            actor=actor_at(task_id),
            text=words,
            now=now(),
            named=request.form.getlist("named"),
        )
    except (CannotBeNamed, CharacterRefused, CommentEmpty, CommentTooLong) as refusal:
        found = read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
        desk = task_form.start_desk(found, actor_at(task_id))
        unsaid = task_page.Unsaid(words, sentence(refusal))
        return task_page.show(desk, tab="comments", unsaid=unsaid), status_of(refusal)
    back = url_for("tasks.page", task_id=task_id, tab="comments")
    return redirect(back, HTTPStatus.SEE_OTHER)


def _checked(found: TaskPage, post: Parsed, key: str, doubt: Unconfirmed) -> ResponseReturnValue:
    """Show the answers to be checked, or the form where something must be mended first."""
    if problems := _problems(found, post, found_in(found, post)):
        return _refused(found, post, problems)
    me, seen = actor_at(found.task.id), drafts.seen()
    try:
        opened = complete_task.rehearse(
            session(),
            found.task.id,
            actor=me,
            value=post.value,
            seen=seen,
            typed=drafts.without_buttons(found, post.typed),
            now=now(),
        )
        draft = drafts.keep(found, post.typed)
    except DraftTaken as taken:
        return _taken(found, post, taken)
    except (Mistakes, FormRefused) as mistaken:
        return _refused(found, post, _problems(found, post, form_post.refused_in(mistaken)))
    desk = task_form.desk_of(found, me, post.typed)
    asked = CheckedPost(post=post, key=key, draft=draft, opened=opened, doubt=doubt)
    return check_page.show(desk, me, asked), doubt.status


def _parsed(found: TaskPage) -> Parsed:
    return form_post.parsed(found.form, form_context(found.rules, local_day(now())))


def _problems(
    found: TaskPage, post: Parsed, mistakes: Iterable[form_post.Found]
) -> list[FormProblem]:
    desk = task_form.desk_of(found, actor_at(found.task.id), post.typed)
    return form_post.problems_of(desk, mistakes)


def _refused(found: TaskPage, post: Parsed, problems: list[FormProblem]) -> ResponseReturnValue:
    """Show the form again with everything typed, kept as a draft, and what to mend."""
    read_task.check_own(found, actor_at(found.task.id))
    try:
        saved = drafts.keep(found, post.typed)
    except DraftTaken as taken:
        return _taken(found, post, taken)
    desk = task_form.desk_of(found, actor_at(found.task.id), post.typed, problems)
    return task_page.show(desk, saved=saved), REFUSED


def _taken(found: TaskPage, post: Parsed, taken: DraftTaken) -> ResponseReturnValue:
    session().rollback()
    return task_page.show_choice(found, post.typed, taken)
