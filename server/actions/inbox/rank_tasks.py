"""Say which open tasks of a case are urgent; each change is an event, and its post is told."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from server.actions.definitions.deployed import rules_of
from server.actions.definitions.seeing import manifest_of
from server.actions.people.acting_for import check_stands
from server.actions.steps.notifications import Row, row_of
from server.domain.administration import repairs
from server.domain.blocs.rules import CaseRules
from server.domain.cases.sight import case_known
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.priorities import Priority, check_ranking
from server.domain.tasks.reminders import due_day
from server.domain.tasks.work import NotThere, check_open
from server.mail import letters
from server.mail.letters import LetterKind as Reason
from server.store import Session
from server.store.cases import cases
from server.store.cases.cases import LockedCase
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.mail import outbox
from server.store.milestones import standing
from server.store.tasks import priorities
from server.store.tasks.priorities import PrioritisedTask


def rank(  # noqa: PLR0913 - one change, named part by part
    session: Session,
    case_id: UUID,
    task_ids: Collection[UUID],
    *,
    priority: Priority,
    actor: Actor,
    now: datetime,
) -> int:
    """Give open tasks of a case a priority, all or none; return how many had another.

    Raises NotThere, NotYourPost, CaseSuspended, CaseCancelled, AlreadyDone, Withdrawn and
    NotTheirsToRank.
    """
    case, rules = _going(session, case_id, actor=actor, now=now)
    chosen = priorities.find(session, case_id, task_ids)
    if len(chosen) < len(set(task_ids)):
        raise NotThere
    for task in chosen:
        check_ranking(task_id=task.id, rules=rules, post=actor.post_id, task_post=task.post_id)
        check_open(task)
    changed = [task for task in chosen if task.priority is not priority]
    if changed:
        priorities.put(session, [task.id for task in changed], priority)
        facts = [_fact(task, priority, actor) for task in changed]
        journal.append(session, case.head, facts, now=now, offset=case.clock_offset)
        told = priority is Priority.URGENT and not case.head.simulated
        mail = [_letter(task, actor, now) for task in changed if told]
        outbox.write(session, mail, today=local_day(now))
    return len(changed)


def _letter(task: PrioritisedTask, actor: Actor, now: datetime) -> Row:
    """Write to the holders of the task's post; marked again the same day, they know."""
    return row_of(
        letters.urgent(task.title, actor.acts_as, due_day(task.due) if task.due else None),
        key=f"{Reason.URGENT}/{task.id}/{local_day(now)}",
        kind=Reason.URGENT,
        post_id=task.post_id,
        task_id=task.id,
    ) | {"at": now, "not_to": actor.person_id}


def _fact(task: PrioritisedTask, priority: Priority, actor: Actor) -> Fact:
    urgent = priority is Priority.URGENT
    return Fact(
        kind="task.made_urgent" if urgent else "task.made_ordinary",
        object=f"task/{task.id}",
        actor=actor,
        subject_unit_id=task.subject_unit_id,
        element=task.element,
        payload={
            "task": {"id": str(task.id), "title_vi": task.title.vi, "title_en": task.title.en},
            "post": task.post_id,
        },
    )


def _going(
    session: Session, case_id: UUID, *, actor: Actor, now: datetime
) -> tuple[LockedCase, CaseRules]:
    """Lock a case the actor may know of, and that is not held up."""
    case = cases.lock(session, case_id)
    if case is None:
        raise NotThere
    rules = rules_of(session, case.rules_digest)
    manifest = manifest_of(session, case.definition_hash, case.kind)
    known = case_known(
        actor.eyes(case.kind),
        rules,
        manifest,
        opener=case.opened_post,
        marks=standing.of_case(session, case_id),
    )
    if not known:
        raise NotThere
    check_stands(session, actor=actor, now=now)
    repairs.check_going(case.state, case.state_reason)
    return case, rules
