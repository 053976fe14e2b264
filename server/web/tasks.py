"""The page of one task: its form, drafts, checking and completing, and what comes after."""

import json
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.actions import (
    add_comment,
    complete_task,
    fresh_password,
    read_task,
    save_draft,
    take_back,
)
from server.actions.complete_task import Act
from server.actions.read_task import TaskPage
from server.domain.deadlines import local_day
from server.domain.mistakes import Mistakes
from server.domain.people import TooManyTries, WrongPassword
from server.domain.standing import CannotBeNamed, CommentEmpty, CommentTooLong, DraftTaken, Standing
from server.domain.tasks import FormRefused
from server.domain.typed_text import CharacterRefused
from server.domain.visibility import case_known
from server.forms import Parsed
from server.store import task_pages
from server.web import formats, tasks_form, tasks_life, tasks_remarks
from server.web.access import SIGNED_IN, access
from server.web.cases_sight import viewer
from server.web.catalogue import gettext as _
from server.web.context import actor, actor_at, now, session
from server.web.refusals import sentence, status_of
from server.web.tasks_desk import Desk, Problem
from server.web.widgets import sheets

blueprint = Blueprint("tasks", __name__)
REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY
TABS = ("form", "case", "comments", "files", "history")
STEPS = 30


@blueprint.get("/tasks/<uuid:task_id>")
@access(SIGNED_IN)
def page(task_id: UUID) -> ResponseReturnValue:
    """Show a task to who may see it: the form to who works on it, else what became of it."""
    found = read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
    return _page(tasks_form.start_desk(found, actor_at(task_id)), tab=request.args.get("tab", ""))


@blueprint.post("/tasks/<uuid:task_id>/draft")
@access(SIGNED_IN)
def save(task_id: UUID) -> ResponseReturnValue:
    """Save what is typed so far, unread; a script gets JSON, a button its page back."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    content = tasks_form.typed(found)
    keep = request.form.get("_keep", "")
    if keep:
        fresh = sheets.kept(found, "scores", keep)
        content |= {k: v for k, v in fresh.items() if keep != "all" or not content.get(k)}
    try:
        version = save_draft.save(
            session(),
            task_id,
            actor=actor_at(task_id),
            content=content,
            version=_version(),
            now=now(),
        )
    except DraftTaken as taken:
        return _taken(found, content, taken)
    if _wants_json():
        return jsonify(version=version, saved=_saved_words())
    anchor = f"f-scores.{keep}.points" if keep not in {"", "all"} else None
    back = url_for("tasks.page", task_id=task_id, _anchor=anchor)
    return redirect(back, HTTPStatus.SEE_OTHER)


@blueprint.post("/tasks/<uuid:task_id>/check")
@access(SIGNED_IN)
def check(task_id: UUID) -> ResponseReturnValue:
    """Run the whole completion, take it back, and show what was answered and what would come."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    post = tasks_form.parsed(found)
    return _checked(found, post, tasks_form.posted_key(), None)


@blueprint.post("/tasks/<uuid:task_id>/edit")
@access(SIGNED_IN)
def edit(task_id: UUID) -> ResponseReturnValue:
    """Go back from checking to the form, with everything as it was typed; nothing is saved."""
    found = read_task.read_own(session(), task_id, actor=actor_at(task_id), now=now())
    return _page(tasks_form.desk_of(found, actor_at(task_id), tasks_form.typed(found)))


@blueprint.post("/tasks/<uuid:task_id>/complete")
@access(SIGNED_IN)
def complete(task_id: UUID) -> ResponseReturnValue:
    """Complete the task; the same post again gets the first answer."""
    found = read_task.read(session(), task_id, actor=actor_at(task_id), now=now())
    if found.standing is not Standing.OVER:
        read_task.check_own(found, actor_at(task_id))
    post, key = tasks_form.parsed(found), tasks_form.posted_key()
    if problems := _problems(found, post):
        return _refused(found, post, problems)
    if found.form.sign:
        try:
            password = request.form.get("password", "")[:1000]
            fresh_password.confirm(session(), actor_at(task_id), password, now())
        except (WrongPassword, TooManyTries) as refusal:
            return _checked(found, post, key, refusal)
    act = Act(key=key, endpoint=request.path, body_hash=tasks_form.body_hash())
    try:
        done = complete_task.complete(
            session(), task_id, actor=actor_at(task_id), value=post.value, act=act, now=now()
        )
    except (Mistakes, FormRefused) as refusal:
        return _refused(found, post, _judged(found, post, refusal))
    return redirect(done.location, HTTPStatus.SEE_OTHER)


@blueprint.get("/tasks/<uuid:task_id>/done")
@access(SIGNED_IN)
def done(task_id: UUID) -> ResponseReturnValue:
    """Say what was done, who has the work now, and what waits for the reader next."""
    at, me = actor_at(task_id), actor()
    found = read_task.read(session(), task_id, actor=at, now=now())
    task = found.task
    if task.closed_at is None:
        return redirect(url_for("tasks.page", task_id=task_id), HTTPStatus.SEE_OTHER)
    return render_template(
        "tasks/done.html",
        desk=tasks_form.start_desk(found, at),
        task=task,
        way=_way(found),
        opened=task_pages.opened_by(session(), task.case_id, task.closed_at, me.post_id),
        mine=task_pages.next_of(session(), me, today=local_day(now())),
        may_take_back=take_back.offered(session(), found, actor=at),
    )


@blueprint.post("/tasks/<uuid:task_id>/comments")
@access(SIGNED_IN)
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
        desk = tasks_form.start_desk(found, actor_at(task_id))
        said = _page(desk, tab="comments", said=words, unsaid=sentence(refusal))
        return said, status_of(refusal)
    back = url_for("tasks.page", task_id=task_id, tab="comments")
    return redirect(back, HTTPStatus.SEE_OTHER)


def _page(
    desk: Desk, *, tab: str = "", said: str = "", unsaid: str = "", taken: DraftTaken | None = None
) -> str:
    task = desk.page.task
    tab = tab if tab in TABS and (desk.page.remarks or tab != "comments") else "form"
    own = task.subject_unit_id
    return render_template(
        "tasks/page.html",
        desk=desk,
        task=task,
        way=_way(desk.page),
        tab=tab,
        parts=tasks_form.parts(desk) if tab == "form" and desk.works else (),
        shown=tasks_form.shown(desk) if tab == "form" else (),
        answers=_result(desk) if tab == "form" and task.result else (),
        talk=tasks_remarks.talk(desk.page) if tab == "comments" else None,
        steps=task_pages.done_steps(session(), task.case_id, unit_id=own, limit=STEPS)
        if tab == "history"
        else (),
        version=taken.version if taken else _draft_version(desk.page),
        taken=taken,
        said=said,
        unsaid=unsaid,
        chosen=request.form.getlist("named"),
        today=formats.day(now()),
        life=tasks_life.life_of(desk.page) if tab == "form" else None,
        may_take_back=tab == "form"
        and take_back.offered(session(), desk.page, actor=actor_at(task.id)),
    )


def _way(page: TaskPage) -> str:
    """Return the way into the task's case; none for who was handed the task alone."""
    seen = case_known(viewer(actor(), page.task.case_kind), page.rules)
    return url_for("cases.show", case_id=page.task.case_id) if seen else ""


def _result(desk: Desk) -> list[tasks_form.Answer]:
    """Say what was handed in; a whole sheet is shown as a sheet instead."""
    value = json.loads(desk.page.task.result)
    value.pop("scores", None)
    return tasks_form.answers(desk, value)


def _checked(
    found: TaskPage, post: Parsed, key: str, refusal: WrongPassword | TooManyTries | None
) -> ResponseReturnValue:
    """Show the answers to be checked, or the form where something must be mended first."""
    if problems := _problems(found, post):
        return _refused(found, post, problems)
    try:
        opened = complete_task.rehearse(
            session(), found.task.id, actor=actor_at(found.task.id), value=post.value, now=now()
        )
    except (Mistakes, FormRefused) as mistaken:
        return _refused(found, post, _judged(found, post, mistaken))
    desk = tasks_form.desk_of(found, actor_at(found.task.id), post.typed)
    shown = render_template(
        "tasks/check.html",
        desk=desk,
        task=found.task,
        key=key,
        version=request.form.get("_version", "0"),
        answers=tasks_form.answers(desk, post.value),
        shown=tasks_form.shown(desk),
        opened=opened,
        posts=task_pages.titles(session(), {item.post_id for item in opened}),
        action=_action(found, post),
        password_error=_password_words(refusal),
        me=actor_at(found.task.id),
    )
    return shown, status_of(refusal) if refusal else HTTPStatus.OK


def _password_words(refusal: WrongPassword | TooManyTries | None) -> str:
    if isinstance(refusal, WrongPassword):
        return _("Mật khẩu không đúng. Hãy nhập lại.")
    return sentence(refusal) if refusal else ""


def _action(found: TaskPage, post: Parsed) -> str:
    """Return the label of the button that was pressed."""
    pressed = (a for a in found.form.actions if post.value.get(a.field) == a.value or not a.field)
    return next((action.label for action in pressed), _("Xác nhận"))


def _problems(found: TaskPage, post: Parsed) -> list[Problem]:
    desk = tasks_form.desk_of(found, actor_at(found.task.id), post.typed)
    return tasks_form.problems_of(desk, tasks_form.found_in(post))


def _judged(found: TaskPage, post: Parsed, refusal: Mistakes | FormRefused) -> list[Problem]:
    desk = tasks_form.desk_of(found, actor_at(found.task.id), post.typed)
    return tasks_form.problems_of(desk, tasks_form.refused_in(refusal))


def _refused(found: TaskPage, post: Parsed, problems: list[Problem]) -> ResponseReturnValue:
    """Show the form again with everything typed, and what to mend."""
    read_task.check_own(found, actor_at(found.task.id))
    return _page(tasks_form.desk_of(found, actor_at(found.task.id), post.typed, problems)), REFUSED


def _taken(found: TaskPage, content: dict[str, str], taken: DraftTaken) -> ResponseReturnValue:
    if _wants_json():
        words = _(
            "%(name)s đã lưu bản khác lúc %(time)s. Bấm “Lưu nháp” để thay bằng bản của bạn, "
            "hoặc tải lại trang để mở bản kia.",
            name=taken.saved_name,
            time=formats.clock_time(taken.saved_at),
        )
        return jsonify(message=words, version=taken.version), HTTPStatus.CONFLICT
    desk = tasks_form.desk_of(found, actor_at(found.task.id), content)
    return _page(desk, taken=taken), HTTPStatus.CONFLICT


def _saved_words() -> str:
    return _("Đã lưu lúc %(time)s", time=formats.clock_time(now()))


def _draft_version(found: TaskPage) -> int:
    return found.draft.version if found.draft else 0


def _version() -> int:
    text = request.form.get("_version", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_VERSION else 0


LONGEST_VERSION = 10


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"
