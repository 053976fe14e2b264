"""Put a task off for oneself: no business state, no event, and the due date stays."""

from datetime import date, datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.snoozing import check_snooze
from server.domain.tasks.work import (
    NotThere,
    check_holder,
    check_open,
)
from server.store import Session
from server.store.tasks import claims, snoozes


def snooze(
    session: Session, task_id: UUID, *, actor: Actor, until: date | None, now: datetime
) -> None:
    """Keep an open task of the actor's out of their own list until a day.

    Raises NotThere, TakenByOther, AlreadyDone, Withdrawn, and what `check_snooze` raises.
    """
    _check(session, task_id, actor, now)
    day = check_snooze(until, today=local_day(now))
    snoozes.put_off(session, actor.person_id, task_id, day)


def wake(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Bring a task back before its day; raises NotThere, TakenByOther, AlreadyDone, Withdrawn."""
    _check(session, task_id, actor, now)
    snoozes.wake(session, actor.person_id, task_id)


def _check(session: Session, task_id: UUID, actor: Actor, now: datetime) -> None:
    task = claims.find(session, task_id, today=local_day(now))
    if task is None or task.post_id not in actor.hands(task.case_kind, task.id):
        raise NotThere
    check_open(task)
    check_holder(task_id=task.id, post_id=task.post_id, assignee_id=task.assignee_id, actor=actor)
