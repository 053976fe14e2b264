"""Take a task upon oneself, or put it back for the others in the post."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from server.actions.people.acting_for import check_acts, lock_task
from server.actions.steps.process_code import judged_in
from server.actions.tasks.several import Result, each_in_order
from server.actions.tasks.task_sight import preparers
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import check_task
from server.domain.tasks.work import (
    NotThere,
    check_another_person,
    check_holder,
    check_open,
)
from server.store import Session
from server.store.cases.cases import LockedCase
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.tasks import claims
from server.store.tasks.claims import Claimable


def claim(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Take a task; taking it twice changes nothing.

    Raises NotThere for a task that is not the actor's, NotYourPost, TakenByOther, AlreadyDone,
    Withdrawn, OwnUnit or SamePerson.
    """
    case, task = _held(session, task_id, actor=actor, now=now)
    judged = judged_in(session, case, form=task.form, key=task.key)
    check_task(task.bars, task.subject_unit_id, actor.unit_ids | task.own_units, judged=judged)
    prepared_by = preparers(session, task.definition_hash, task.element, task.last_done_by)
    check_another_person(task_id=task.id, prepared_by=prepared_by, actor=actor)
    if task.assignee_id is None:
        _move(session, case, task, to=actor.person_id, actor=actor, now=now)


def claim_many(
    session: Session, task_ids: Collection[UUID], *, actor: Actor, now: datetime
) -> Sequence[Result]:
    """Take several tasks and answer for each whether it was refused; strangers' are left out."""
    return each_in_order(session, task_ids, partial(claim, session, actor=actor, now=now))


def put_back(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Give a task back to the post; raises what `claim` does but OwnUnit and SamePerson."""
    case, task = _held(session, task_id, actor=actor, now=now)
    if task.assignee_id is not None:
        _move(session, case, task, to=None, actor=actor, now=now)


def _held(
    session: Session, task_id: UUID, *, actor: Actor, now: datetime
) -> tuple[LockedCase, Claimable]:
    case = lock_task(session, task_id, actor=actor, now=now)
    task = claims.find(session, task_id, today=local_day(now), persons=actor.judged, by=actor)
    if task is None or task.post_id != actor.post_id:
        raise NotThere
    check_acts(task)
    check_open(task)
    check_holder(task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor)
    return case, task


def _move(  # noqa: PLR0913 - one change, named part by part
    session: Session,
    case: LockedCase,
    task: Claimable,
    *,
    to: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    claims.assign(session, task.id, to, now=now)
    fact = Fact(
        kind="task.claimed" if to else "task.put_back",
        object=f"task/{task.id}",
        payload={
            "assignee": {
                "old": str(task.assignee_id) if task.assignee_id else None,
                "new": str(to) if to else None,
            }
        },
        actor=actor,
        subject_unit_id=task.subject_unit_id or "",
        element=task.element,
    )
    journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)
