"""Approve several tasks at once, each through its own completion and with its own result.

Only what asks for a verdict and a comment, nothing else, can be approved so; and only where
nobody has begun to write on the task's own page.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.actions.tasks import complete_task, read_task
from server.actions.tasks.complete_task import Act
from server.actions.tasks.read_task import TaskPage
from server.actions.tasks.several import Result, each_in_order
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks.bulk import (
    DraftKept,
    NotConfirmed,
    NotInBulk,
)
from server.domain.tasks.drafts import DraftTaken, Seen
from server.domain.tasks.work import NotThere
from server.domain.texts.words import Words
from server.forms import Action, Form
from server.store import Session
from server.store.tasks import claims

UNWRITTEN = Seen(version=0)
"""What a list of tasks is based on: no draft; one that is saved meanwhile is in the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A chosen task: what approving it means, or why it cannot be approved here."""

    task_id: UUID
    title: Words
    label: Words
    signed: bool
    refused: Refusal | None


def candidates(
    session: Session, task_ids: Collection[UUID], *, actor: Actor, now: datetime
) -> Sequence[Candidate]:
    """Say of each chosen task what would happen; what the actor may not see is left out."""
    found: list[Candidate] = []
    for task_id, title in claims.in_case_order(session, task_ids):
        label, signed, refused = Words("", ""), False, None
        try:
            page = read_task.read(session, task_id, actor=actor, now=now)
            signed = page.form.sign
            read_task.check_own(page, actor)
            label = page.words(_approval(page).label)
            _check_unwritten(page)
        except NotThere:
            continue
        except Refusal as refusal:
            refused = refusal
        found.append(
            Candidate(task_id=task_id, title=title, label=label, signed=signed, refused=refused)
        )
    return found


def approve(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    task_ids: Collection[UUID],
    *,
    actor: Actor,
    comment: str,
    act: Act,
    confirmed: bool,
    now: datetime,
) -> Sequence[Result]:
    """Approve each; one that is refused changes nothing and leaves the others alone.

    `confirmed` where the password was just given: only then what is signed is approved.
    """

    def approve_one(task_id: UUID) -> None:
        own = Act(key=f"{act.key}/{task_id}", endpoint=act.endpoint, body_hash=act.body_hash)
        try:
            with session.begin_nested():
                page = read_task.read(session, task_id, actor=actor, now=now)
                value = _approved(page, actor=actor, comment=comment, confirmed=confirmed)
                complete_task.complete(
                    session, task_id, actor=actor, value=value, act=own, seen=UNWRITTEN, now=now
                )
        except DraftTaken as draft:
            raise DraftKept(draft.by, draft.saved_at) from draft

    return each_in_order(session, task_ids, approve_one)


def _approved(page: TaskPage, *, actor: Actor, comment: str, confirmed: bool) -> dict[str, Json]:
    """Return what approving says; raises NotConfirmed, NotInBulk and what `check_own` raises."""
    if page.form.sign and not confirmed:
        raise NotConfirmed(page.task.id)
    if page.task.state == "open":
        read_task.check_own(page, actor)
    return _value(page.form, _approval(page), comment)


def _check_unwritten(page: TaskPage) -> None:
    """Raise DraftKept where the task's page keeps a draft: who approves here has not read it."""
    if page.draft is not None:
        raise DraftKept(page.draft.performer, page.draft.saved_at)


def _approval(page: TaskPage) -> Action:
    """Return the button that says yes; raises NotInBulk where the form asks for more.

    Nor is a document numbered here: who signs it sees its number first, and of two who take several
    at once neither ever waits for the other.
    """
    form = page.form
    yes = next((action for action in form.actions if action.style == "primary"), None)
    buttons = {action.field for action in form.actions}
    plain = all(
        name in buttons or (not form.widget(name) and schema.get("type") == "string")
        for name, schema in form.fields.items()
    )
    if yes is None or not yes.field or not plain or form.files or page.numbers:
        raise NotInBulk(page.task.id)
    return yes


def _value(form: Form, yes: Action, comment: str) -> dict[str, Json]:
    texts = [name for name in form.fields if name != yes.field]
    said: dict[str, Json] = {texts[0]: comment} if texts and comment else {}
    return {yes.field: yes.value, **said}
