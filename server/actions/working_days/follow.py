"""Let a running case follow its province's calendar: timers, due dates, duties, reminders.

What has been counted is counted (`carried_on`); what was reached or done keeps the day it had.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from server import engine
from server.actions.steps import duties, notifications
from server.actions.steps.opening import due_date, due_of
from server.actions.steps.step import Step
from server.domain.administration.repairs import GOING
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.tasks.reminders import due_day
from server.mail import letters
from server.mail.letters import LetterKind
from server.public_holidays import calendar_from, national, national_days, national_edition
from server.store import Session
from server.store.cases import cases, extensions
from server.store.cases import duties as stored
from server.store.cases.cases import InstanceRow
from server.store.cases.extensions import DueTask
from server.store.history.journal import Fact
from server.store.mail import outbox
from server.store.working_days import following
from server.working_calendar import WorkingCalendar, carried_on, difference, own_days, with_own

KIND = "calendar.followed"
AT_A_TIME = 200


@dataclass(slots=True, kw_only=True)
class Followed:
    """What of a case moved: tasks with their new due times, duties as the event tells them.

    `reminded` are tasks that keep their day while their reminders stand on other ones.
    """

    dues: list[tuple[DueTask, datetime]] = field(default_factory=list)
    reminded: list[tuple[DueTask, datetime]] = field(default_factory=list)
    duties: list[Json] = field(default_factory=list)
    timers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChange:
    """The country's calendar and the case's own days as they were, and what counts from now on."""

    national: WorkingCalendar
    own: str
    after: str
    today: date

    def was(self, own: str) -> str:
        """Return the own days by which today's release counts as it was counted by `own`."""
        return difference(national(), with_own(self.national, own_days(own)))

    def now(self, own: str) -> str:
        """Return the own days by which is counted on what was counted by `own`."""
        before = with_own(self.national, own_days(own))
        return carried_on(national(), before=before, after=self.after, today=self.today)


def waiting(session: Session) -> Sequence[UUID]:
    """List the running cases that have not followed the calendar as it is now."""
    return following.waiting(session, national_edition(), most=AT_A_TIME)


def follow(session: Session, case_id: UUID, *, now: datetime) -> Followed | None:
    """Let one case follow; None where it does not run any more. Raises CaseBroken."""
    case = cases.lock(session, case_id)
    if case is None or case.state not in GOING:
        return None
    step = Step.on(session, case, actor=None, now=now)
    for row in cases.rest(session, case_id, []):
        step.hold(row)
    change = _change(step)
    done = _followed(step, change)
    if step.facts:
        step.flush()
    following.know(session, national_edition(), national_days())
    following.keep(
        session,
        case_id,
        edition=national_edition(),
        own_days=case.own_days,
        counted_by=change.now(change.own),
    )
    return done


def _change(step: Step) -> CalendarChange:
    """Tell what changed since the case was last looked at; nothing, where it never was."""
    last, own = following.last(step.session, step.case.id), step.case.own_days
    known = last is None or last.edition == national_edition()
    return CalendarChange(
        national=national() if known or last is None else calendar_from(last.days),
        own=last.counted_by if last else own,
        after=own,
        today=local_day(step.now),
    )


def _followed(step: Step, change: CalendarChange) -> Followed:
    tasks = extensions.open_tasks(step.session, step.case.id)
    before = _dues_before(step, change, tasks)
    found = Followed(timers=_recount(step, change))
    found.dues = [
        (task, due)
        for task in tasks
        if task.id in before and (due := _due(step, task)) and due != before[task.id]
    ]
    found.reminded = _reminded_otherwise(step, tasks, {task.id for task, _ in found.dues})
    found.duties = _duties(step, change)
    if found.dues or found.reminded:
        _move(step, found)
    if step.dirty or found.dues or found.reminded or found.duties:
        _tell(step, found)
        step.facts.append(_fact(step, found))
    return found


def _counting(step: Step) -> list[tuple[InstanceRow, engine.Definition]]:
    found = [(row, step.model_of(row).definition) for row in step.instances.values()]
    return [(row, model) for row, model in found if row.process in model.counting]


def _dues_before(
    step: Step, change: CalendarChange, tasks: Sequence[DueTask]
) -> dict[UUID, datetime | None]:
    """Return what a task's expression gave by the calendar as it was."""
    docs = {
        row.id: engine.recount(model, row.doc, change.was(engine.counted_by(row.doc))).doc
        for row, model in _counting(step)
    }
    return {
        task.id: due_date(step, replace(row, doc=docs[row.id]), _element(step, task))
        for task in tasks
        if (row := step.instances[task.instance_id]).id in docs
    }


def _recount(step: Step, change: CalendarChange) -> int:
    """Let every instance that counts working days count anew; return how many timers moved."""
    armed = following.timers(step.session, step.case.id)
    moved = 0
    for row, model in _counting(step):
        known = engine.counted_by(row.doc)
        own = change.now(known)
        dues = {(row.id, each.element): due_of(each.due)
                for each in engine.recount(model, row.doc, own).armed if each.due}  # fmt: skip
        late = sum(armed.get(place) != due for place, due in dues.items())
        if own != known or late:
            step.recount(row, own)
        moved += late
    return moved


def _element(step: Step, task: DueTask) -> engine.Element:
    instance = step.instances[task.instance_id]
    return step.model_of(instance).definition.elements[task.element]


def _due(step: Step, task: DueTask) -> datetime | None:
    return due_date(step, step.instances[task.instance_id], _element(step, task))


def _reminded_otherwise(
    step: Step, tasks: Sequence[DueTask], moved: Collection[UUID]
) -> list[tuple[DueTask, datetime]]:
    """Give the tasks that keep their day while their reminders go to others; with that day.

    Of what is over already the superior is told as was planned.
    """
    if step.case.head.simulated:
        return []
    planned = following.reminders(step.session, step.case.id)
    today = local_day(step.now)
    found: list[tuple[DueTask, datetime]] = []
    for task in tasks:
        if task.due is None or task.id in moved or due_day(task.due) < today:
            continue
        rows = notifications.plan(step, _row(task, task.due))
        wanted = {(row["kind"], row["day"]) for row in rows}
        has = {(p.kind, p.day) for p in planned if p.task_id == task.id and p.day > today}
        if has != wanted:
            found.append((task, task.due))
    return found


def _duties(step: Step, change: CalendarChange) -> list[Json]:
    """Move the duties that were not reached; the others keep the day they had."""
    case, reached = step.case, following.reached(step.session, step.case.id)
    was = replace(case, own_days=change.was(change.own))
    now = replace(case, own_days=change.now(change.own))
    found: list[Json] = []
    for duty in stored.of_case(step.session, case.id):
        if (duty.milestone, duty.key) in reached:
            continue
        step.case = was
        before = duties.day_of(step, duty)
        step.case = now
        after = duties.day_of(step, duty)
        if after and after != before:
            step.moved_duties.append({"milestone": duty.milestone, "key": duty.key, "due": after})
            found.append([duty.milestone, duty.key, duty.due.isoformat(), after])
    step.case = case
    return found


def _row(task: DueTask, due: datetime) -> dict[str, object]:
    return {
        "id": str(task.id),
        "instance_id": task.instance_id,
        "element": task.element,
        "post_id": task.post_id,
        "due": due,
    }


def _move(step: Step, found: Followed) -> None:
    rows = [_row(task, due) for task, due in (*found.dues, *found.reminded)]
    quiet = step.case.head.simulated
    planned = [] if quiet else [each for row in rows for each in notifications.plan(step, row)]
    dues = [{"id": row["id"], "due": row["due"]} for row in rows]
    extensions.move(step.session, dues, planned)


def _tell(step: Step, found: Followed) -> None:
    """Write to the holders of the posts whose open tasks have another day now."""
    if step.case.head.simulated or not found.dues:
        return
    mail = [
        notifications.row_of(
            letters.recounted(task.title, due_day(due)),
            key=f"{LetterKind.RECOUNTED}/{task.id}/{due_day(due)}/{step.now:%Y%m%d}",
            kind=LetterKind.RECOUNTED,
            post_id=task.post_id,
            task_id=task.id,
        )
        | {"at": step.now, "not_to": None}
        for task, due in found.dues
    ]
    outbox.write(step.session, mail, today=local_day(step.now))


def _fact(step: Step, found: Followed) -> Fact:
    payload: dict[str, Json] = {
        "own_days": step.case.own_days,
        "edition": national_edition(),
        "timers": found.timers,
        "dues": [[str(task.id), due.isoformat()] for task, due in found.dues],
        "moved": step.moved_json(),
    }
    if found.duties:
        payload["duties"] = found.duties
    return Fact(
        kind=KIND,
        object=f"case/{step.case.id}",
        definition_hash=step.deployed.hash,
        payload=payload,
    )
