"""Give a task to one of those who hold its post, as the head of their unit."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID

from server.actions.people.acting_for import check_acts, lock_task
from server.actions.steps.process_code import judged_in
from server.actions.tasks.several import Result, each_in_order
from server.actions.tasks.task_sight import preparers
from server.domain.administration import repairs
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.people.posts import check_task
from server.domain.refusals import OwnUnit
from server.domain.tasks.assigning import check_assigning, is_superior
from server.domain.tasks.work import NotThere, SamePerson, check_open
from server.store import Session
from server.store.cases.cases import LockedCase
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.people import delegations, holders
from server.store.people.holders import Holder
from server.store.tasks import claims
from server.store.tasks.claims import Claimable


def assign(session: Session, task_id: UUID, *, to: UUID, actor: Actor, now: datetime) -> None:
    """Assign an open task; who had claimed it has it no longer. The same person changes nothing.

    Where it was handed to a colleague, that ends. Raises NotThere, NotYourPost, AlreadyDone,
    Withdrawn, OwnUnit, SamePerson, CaseSuspended, CaseCancelled, and what `check_assigning` raises.
    """
    case, task = _locked(session, task_id, to=to, actor=actor, now=now)
    repairs.check_going(case.state, case.state_reason)
    check_open(task)
    held = {
        each.person_id: each
        for each in holders.of_posts(session, [task.post_id], kind=case.kind, today=local_day(now))
    }
    check_assigning(task_id=task.id, post_id=task.post_id, to=to, holders=held.keys(), actor=actor)
    _check_able(session, case, task, held[to], today=local_day(now))
    if task.assignee_id == to:
        return
    before = holders.name(session, task.assignee_id) if task.assignee_id else ""
    delegations.end_of_task(session, task.id, now=now)
    claims.assign(session, task.id, to, now=now)
    fact = Fact(
        kind="task.assigned",
        object=f"task/{task.id}",
        actor=actor,
        subject_unit_id=task.subject_unit_id or "",
        element=task.element,
        payload={
            "assignee": {
                "old": str(task.assignee_id) if task.assignee_id else None,
                "new": str(to),
            },
            "changes": [{"path": "assignee", "old": before, "new": held[to].name}],
        },
    )
    journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)


def _check_able(
    session: Session, case: LockedCase, task: Claimable, to: Holder, *, today: date
) -> None:
    """Raise OwnUnit or SamePerson where who is to get a task may do it in none of their ways.

    A lent post is judged by the person and by who lent it, as the acts do.
    """
    ways = [{to.person_id, each} for each in to.lenders if to.lent] or [{to.person_id}]
    found = [_refusal(session, case, task, way, today=today) for way in ways]
    refusals = [each for each in found if each is not None]
    if len(refusals) == len(ways):
        raise refusals[0]


def _refusal(
    session: Session, case: LockedCase, task: Claimable, way: Collection[UUID], *, today: date
) -> OwnUnit | SamePerson | None:
    """Say what keeps these persons, one who acts in the other's stead, from a task."""
    prepared = preparers(session, task.definition_hash, task.element, task.last_done_by)
    if not prepared.isdisjoint(way):
        return SamePerson(task.id)
    judged = judged_in(session, case, form=task.form, key=task.key)
    found = claims.find(session, task.id, today=today, persons=way) if len(way) > 1 else task
    own = found.own_units if found else frozenset()
    try:
        check_task(task.bars, task.subject_unit_id, own, judged=judged)
    except OwnUnit as refusal:
        return refusal
    return None


def _locked(
    session: Session, task_id: UUID, *, to: UUID, actor: Actor, now: datetime
) -> tuple[LockedCase, Claimable]:
    """Lock and read a task of the actor's unit; its own units are those of who is to get it."""
    case = lock_task(session, task_id, actor=actor, now=now)
    task = claims.find(session, task_id, today=local_day(now), persons=[to], by=actor)
    if task is None or task.unit_id != actor.unit_id:
        raise NotThere
    check_acts(task)
    return case, task


def assign_many(
    session: Session, task_ids: Collection[UUID], *, to: UUID, actor: Actor, now: datetime
) -> Sequence[Result]:
    """Assign several tasks and answer for each; those of other units are left out."""
    return each_in_order(session, task_ids, partial(assign, session, to=to, actor=actor, now=now))


def choices(
    session: Session, tasks: Collection[Claimable], *, actor: Actor, now: datetime
) -> Sequence[Holder]:
    """List who could be given these tasks by the actor; nobody where they may not."""
    own = [task for task in tasks if is_superior(actor.post_id, of=task.post_id)]
    found: dict[Holder, None] = {}
    for kind in sorted({task.case_kind for task in own}):
        posts = {task.post_id for task in own if task.case_kind == kind}
        found |= dict.fromkeys(holders.of_posts(session, posts, kind=kind, today=local_day(now)))
    return list(found)
