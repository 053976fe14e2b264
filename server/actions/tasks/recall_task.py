"""Take back what one has handed in, until the next person has acted."""

import json
from datetime import datetime
from uuid import UUID

from server import forms
from server.actions.definitions.deployed import Deployed, deployed
from server.actions.definitions.form_reading import form_of
from server.actions.people import acting_for
from server.actions.tasks import abandoned, undo_step
from server.actions.tasks.read_task import TaskPage
from server.domain.administration import repairs
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.refusals import Refusal
from server.domain.tasks import recall, work
from server.domain.tasks.recall import Submission
from server.forms.readings import typed_number
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import TaskRow
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.steps import undo
from server.store.tasks import task_pages
from server.store.tasks.work import case_has_unit


def take_back(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Undo the actor's own completion; what they had handed in is their draft again.

    An open task stays as it is. Raises NotThere, NotYourPost, CaseSuspended, CaseCancelled, and
    what `check_taking_back` raises.
    """
    case = acting_for.lock_task(session, task_id, actor=actor, now=now)
    today = local_day(now)
    task, instance = cases.task_with_instance(session, task_id, today=today, by=actor)
    acting_for.check_acts(task)
    if task.post_id != actor.post_id and not case_has_unit(session, case.id, actor.unit_ids):
        raise work.NotThere
    if task.state == "open":
        return
    repairs.check_going(case.state, case.state_reason)
    following = undo.following(session, instance.id)
    submission = Submission(
        task_id=task.id,
        state=task.state,
        post_id=task.post_id,
        done_by=task.done_by,
        undoable=undo.undoable(session, task.id),
        following=following,
    )
    recall.check_taking_back(submission, actor=actor)
    _restore(session, task, deployed(session, instance.definition_hash), now=now)
    fact = _fact(task, actor, [str(each.id) for each in following])
    left = abandoned.put_back(session, case.id, now=now)  # a claim that ended before it was done
    journal.append(session, case.head, [fact, *left], now=now, offset=case.clock_offset)


def _restore(session: Session, task: TaskRow, model: Deployed, *, now: datetime) -> None:
    record = task_pages.find(session, task.id, today=local_day(now), reader=None)
    value = json.loads(record.result) if record and record.result else {}
    typed = forms.written(form_of(model, task.form), value, typed_number)
    tables = undo_step.restored_by(model, task.element, task.form) or ()
    undo.restore(session, task.id, typed, tables=tables, now=now)


def offered(session: Session, page: TaskPage, *, actor: Actor) -> bool:
    """Tell whether the actor could take a done task back now, as its page reads it."""
    task = page.task
    if task.state != "done" or task.post_id != actor.post_id or task.done_by != actor.person_id:
        return False
    model = deployed(session, task.definition_hash)
    if undo_step.restored_by(model, task.element, task.form) is None:
        return False
    submission = Submission(
        task_id=task.id,
        state=task.state,
        post_id=task.post_id,
        done_by=task.done_by,
        undoable=undo.undoable(session, task.id),
        following=undo.following_of(session, task.id),
    )
    try:
        recall.check_taking_back(submission, actor=actor)
    except Refusal:
        return False
    return True


def _fact(task: TaskRow, actor: Actor, withdrawn: list[str]) -> Fact:
    return Fact(
        kind="task.taken_back",
        object=f"task/{task.id}",
        actor=actor,
        subject_unit_id=task.subject_unit_id or "",
        element=task.element,
        payload={
            "task": {
                "id": str(task.id),
                "process": task.process,
                "element": task.element,
                "title_vi": task.title_vi,
                "title_en": task.title_en,
                "round": task.round,
                "key": task.key,
            },
            "withdrawn": [*withdrawn],
        },
    )
