"""Lock a task's case for somebody's act; what is done in another's stead is judged anew there."""

from datetime import datetime
from uuid import UUID

from server.domain.deadlines import local_day
from server.domain.people import Actor, NotYourPost
from server.domain.tasks import NotThere
from server.store import Session, cases, delegations
from server.store.cases import LockedCase


def lock_task(session: Session, task_id: UUID, *, actor: Actor, now: datetime) -> LockedCase:
    """Lock the case of a task that the actor's scope covers.

    A delegation is read again under the lock, for it may have been revoked while the lock was
    waited for. Raises NotThere and NotYourPost.
    """
    case = cases.lock_of_task(session, task_id)
    if case is None or not actor.scope.covers(case.kind, task_id):
        raise NotThere
    check_stands(session, actor=actor, now=now)
    return case


def check_stands(session: Session, *, actor: Actor, now: datetime) -> None:
    """Raise NotYourPost where the actor's delegation stands no more; costs nothing without one."""
    lent = actor.delegation_id
    if lent is not None and not delegations.stands(session, lent, today=local_day(now)):
        raise NotYourPost
