"""The page on which an act is confirmed: what is sent, what it approves, the password."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import render_template, request

from server.actions.documents.task_numbers import TaskNumber
from server.actions.tasks.complete_task import Opened
from server.domain.identity.fresh_proofs import UNPROVEN
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.form_shape.outcomes import RETURN
from server.forms import Form, Parsed
from server.forms.outcome import meaning, outcome_of
from server.store.tasks import task_pages
from server.store.tasks.drafts import Draft
from server.web.forms import form_answers
from server.web.refusals.page_acts import check_password
from server.web.refusals.refusals import password_sentence, status_of
from server.web.requests.context import session
from server.web.tasks import record_view, task_form
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _

MARKED, READ = "_marked", "_read"
"""That the page asked whether its marked changes were read, and that they were."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Why an act is not taken as confirmed; false where nothing is in its way."""

    refusal: Refusal | None = None
    unread: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything is."""
        return self.unread or self.refusal is not None

    @property
    def status(self) -> HTTPStatus:
        """How the page answers that says so."""
        if self.refusal is not None:
            return status_of(self.refusal)
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.unread else HTTPStatus.OK


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPost:
    """What is about to be sent, and what would come of it."""

    post: Parsed
    key: str
    draft: Draft
    opened: Sequence[Opened]
    doubt: Unconfirmed


def doubt_of(me: Actor) -> Unconfirmed:
    """Ask whether the marked changes were read, and for a proof of who it is."""
    if MARKED in request.form and READ not in request.form:
        return Unconfirmed(unread=True)
    try:
        check_password(me)
    except UNPROVEN as refusal:
        return Unconfirmed(refusal)
    return Unconfirmed()


def show(desk: Desk, me: Actor, asked: CheckedPost) -> str:
    """Draw the page; a return is confirmed without having read what it returns."""
    found, outcome = desk.page, outcome_of(desk.page.form, asked.post.value)
    records = record_view.views(found)
    password_error = password_sentence(asked.doubt.refusal)
    unread = _("Hãy đọc các chỗ thay đổi rồi đánh dấu ở đây.") if asked.doubt.unread else ""
    return render_template(
        "tasks/check.html",
        desk=desk,
        task=found.task,
        key=asked.key,
        draft=asked.draft,
        answers=form_answers.answers(desk, asked.post.value),
        shown=task_form.shown(desk),
        records=records,
        opened=asked.opened,
        posts=task_pages.titles(session(), {item.post_id for item in asked.opened}),
        action=_action(found.form, asked.post),
        numbers=_numbers(found.numbers, outcome),
        marked=records.changed and meaning(found.form, outcome) != RETURN,
        read=READ in request.form,
        unread=unread,
        password_error=password_error,
        errors=[each for each in (("read", unread), ("password", password_error)) if each[1]],
        me=me,
    )


def _action(form: Form, post: Parsed) -> str:
    """Return the label of the button that was pressed."""
    pressed = (a for a in form.actions if post.value.get(a.field) == a.value or not a.field)
    return next((action.label for action in pressed), _("Xác nhận"))


def _numbers(numbers: Sequence[TaskNumber], outcome: str) -> list[TaskNumber]:
    """Return the numbers of the documents that are made where the task comes out so."""
    return [each for each in numbers if each.comes_of(outcome)]
