"""Extend a deadline of a case: tasks, timers, reminders and duties follow, history tells it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from server.actions.cases.extendable import ExtendableDay, extendable, one_of
from server.actions.definitions.deployed import rules_of
from server.actions.definitions.seeing import manifest_of
from server.actions.people.acting_for import check_stands
from server.actions.steps import answered_once, duties, notifications
from server.actions.steps.opening import due_date
from server.actions.steps.step import Step
from server.actions.steps.title_holes import subject_of
from server.domain.administration import repairs
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.cases.extension import (
    NoSuchDeadline,
    NotYoursToExtend,
    check_extension,
    may_extend,
)
from server.domain.cases.sight import case_known
from server.domain.deadlines import local_day
from server.domain.people.actors import Actor
from server.domain.tasks.reminders import due_day
from server.domain.tasks.work import NotThere
from server.mail import letters
from server.mail.letters import LetterKind
from server.store import Session
from server.store.cases import cases, extensions
from server.store.cases.cases import LockedCase
from server.store.cases.extensions import DueTask
from server.store.history.journal import Fact
from server.store.mail import outbox
from server.store.milestones import standing
from server.store.tasks import single_acts
from server.store.tasks.acts import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """What an extension came to: from which day to which, and how much follows it."""

    deadline: ExtendableDay
    to: date
    reason: str
    tasks: int
    timers: int
    duties: int


def extend(  # noqa: PLR0913 - one act, named part by part
    session: Session,
    case_id: UUID,
    *,
    deadline: str,
    to: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
    act: Act | None = None,
) -> Extension:
    """Extend a deadline of a case, named as `ExtendableDay.id` does.

    Sent again, an `act` is refused like any other, as a day only ever moves on; `done_before` tells
    that it was done.

    Raises KeyUsed, NotThere, NotYourPost, NotYoursToExtend, CaseSuspended, CaseCancelled,
    NoSuchDeadline, ExtensionDayMissing, NotLater, ExtensionPast, ExtensionTooFar,
    ExtensionReasonMissing, ExtensionReasonTooLong and CaseBroken.
    """
    case, rules = _going(session, case_id, actor=actor, now=now)
    found = one_of(extendable(session, case, rules), deadline)
    if found is None:
        raise NoSuchDeadline
    last, why = check_extension(last_day=found.day, to=to, today=local_day(now), reason=reason)
    step = Step.on(session, case, actor=actor, now=now)
    done = _extended(step, found, last, why)
    answered_once.flush(step, act, actor=actor, location=f"/cases/{case.id}")
    return done


def done_before(session: Session, act: Act, *, actor: Actor) -> bool:
    """Tell whether this very act was done already; raises KeyUsed where its key was another's."""
    before = single_acts.earlier(session, act, person_id=actor.person_id)
    return answered_once.earlier_answer(act, before) is not None


def _going(
    session: Session, case_id: UUID, *, actor: Actor, now: datetime
) -> tuple[LockedCase, CaseRules]:
    """Lock a case the actor runs, and that is not held up."""
    case = cases.lock(session, case_id)
    if case is None:
        raise NotThere
    rules, eyes = rules_of(session, case.rules_digest), actor.eyes(case.kind)
    manifest = manifest_of(session, case.definition_hash, case.kind)
    marks = standing.of_case(session, case_id)
    if not case_known(eyes, rules, manifest, opener=case.opened_post, marks=marks):
        raise NotThere
    check_stands(session, actor=actor, now=now)
    if not may_extend(rules, actor.post_id):
        raise NotYoursToExtend
    repairs.check_going(case.state, case.state_reason)
    return case, rules


def _extended(step: Step, found: ExtendableDay, to: date, why: str) -> Extension:
    tasks = extensions.open_tasks(step.session, step.case.id)
    for row in cases.rest(step.session, step.case.id, []):
        step.hold(row)
    before = {task.id: _due(step, task) for task in tasks}
    if found.instance is None:
        _keep(step, found.path, to)
    timers = _follow(step, found, to)
    late = [(task, due) for task in tasks if (due := _due(step, task)) != before[task.id] and due]
    _move(step, late)
    moved = duties.recompute(step)
    _tell(step, tasks, dict(_days_of(step, tasks, late, moved)))
    step.facts.append(_fact(step, found, to, why, late=late, moved=moved))
    return Extension(
        deadline=found,
        to=to,
        reason=why,
        tasks=len(late),
        timers=timers,
        duties=len(moved),
    )


def _due(step: Step, task: DueTask) -> datetime | None:
    instance = step.instances[task.instance_id]
    return due_date(step, instance, step.model_of(instance).definition.elements[task.element])


def _keep(step: Step, path: tuple[str, str], to: date) -> None:
    """Let the whole case know: what begins later is reckoned by it, too."""
    name, field = path
    known: dict[str, dict[str, Json]] = json.loads(step.case.extended)
    known.setdefault(name, {})[field] = to.isoformat()
    extended = json.dumps(known, ensure_ascii=False, sort_keys=True)
    step.case = replace(step.case, extended=extended)
    extensions.keep(step.session, step.case.id, extended)


def _follow(step: Step, found: ExtendableDay, to: date) -> int:
    """Write the day into every state that knows of it; return how many timers stand by another."""
    chosen = [
        row
        for row in step.instances.values()
        if row.status == "running" and found.instance in {None, row.id}
    ]
    return sum(step.extend(row, found.path, to.isoformat()) for row in chosen)


def _move(step: Step, late: list[tuple[DueTask, datetime]]) -> None:
    rows = [
        {
            "id": str(task.id),
            "instance_id": task.instance_id,
            "element": task.element,
            "post_id": task.post_id,
            "due": due,
        }
        for task, due in late
    ]
    if rows:
        quiet = step.case.head.simulated
        planned = [] if quiet else [each for row in rows for each in notifications.plan(step, row)]
        dues = [{"id": row["id"], "due": row["due"]} for row in rows]
        extensions.move(step.session, dues, planned)


def _days_of(
    step: Step,
    tasks: Sequence[DueTask],
    late: list[tuple[DueTask, datetime]],
    moved: list[Json],
) -> Iterator[tuple[UUID, date]]:
    """Give for each open task whose holder has a later day now: the task's own, else the duty's."""
    duty_days = {
        str(row[1]): date.fromisoformat(str(row[3])) for row in moved if isinstance(row, list)
    }
    for task in tasks:
        key = step.instances[task.instance_id].key
        if key and key in duty_days:
            yield task.id, duty_days[key]
    yield from ((task.id, due_day(due)) for task, due in late)


def _tell(step: Step, tasks: Sequence[DueTask], days: Mapping[UUID, date]) -> None:
    """Write to the holders of these tasks' posts; each new day is told once."""
    if step.case.head.simulated or not days:
        return
    actor = step.actor.person_id if step.actor else None
    mail = [
        notifications.row_of(
            letters.extended(task.title, days[task.id]),
            key=f"{LetterKind.EXTENDED}/{task.id}/{days[task.id]}",
            kind=LetterKind.EXTENDED,
            post_id=task.post_id,
            task_id=task.id,
        )
        | {"at": step.now, "not_to": actor}
        for task in tasks
        if task.id in days
    ]
    outbox.write(step.session, mail, today=local_day(step.now))


def _fact(  # noqa: PLR0913 - one event, named part by part
    step: Step,
    found: ExtendableDay,
    to: date,
    why: str,
    *,
    late: list[tuple[DueTask, datetime]],
    moved: list[Json],
) -> Fact:
    payload: dict[str, Json] = {
        "fact": ".".join(found.path),
        "name": {"vi": found.name.vi, "en": found.name.en},
        "about": {"vi": found.about.vi, "en": found.about.en},
        "from": found.day.isoformat(),
        "to": to.isoformat(),
        "reason": why,
        "dues": [[str(task.id), due.isoformat()] for task, due in late],
        "moved": step.moved_json(),
    }
    if found.instance is None:
        payload["extended"] = step.case.extended
    if found.key:
        payload["key"] = found.key
    if moved:
        payload["duties"] = moved
    return Fact(
        kind="deadline.extended",
        object=f"case/{step.case.id}",
        actor=step.actor,
        subject_unit_id=subject_of(found.key, step.rules) or "",
        definition_hash=step.deployed.hash,
        payload=payload,
    )
