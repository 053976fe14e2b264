"""Lock a task's case for somebody's act, and judge anew under the lock in which post they act.

A delegation may have been revoked, an appointment ended or an account closed while the lock was
waited for.
"""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people.actors import Actor, NotYourPost
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import LockedCase, TaskRow
from server.store.people import delegations, people
from server.store.tasks.claims import Claimable


def lock_task(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> LockedCase:
    """Lock the case of a task that the actor's scope covers, and keep their delegation standing.

    Whether they act still is read with the task: see `check_acts`. Raises NotThere, NotYourPost.
    """
    case = cases.lock_of_task(session, task_id)
    if case is None or not actor.scope.covers(case.kind, task_id):
        raise NotThere
    _check_lent(session, actor, now)
    return case


def check_acts(task: TaskRow | Claimable) -> None:
    """Raise NotYourPost where who acts lost their account or post while the lock was waited for.

    The task was read after the lock, and for them.
    """
    if not task.acts_still:
        raise NotYourPost


def check_stands(session: Session, *, actor: Actor, now: datetime) -> None:
    """Raise NotYourPost where the actor's post, lent or their own, is theirs no more."""
    _check_lent(session, actor, now)
    if not people.acts_still(session, actor, today=local_day(now)):
        raise NotYourPost


def _check_lent(session: Session, actor: Actor, now: datetime) -> None:
    lent = actor.delegation_id
    if lent is not None and not delegations.stands(session, lent, today=local_day(now)):
        raise NotYourPost
