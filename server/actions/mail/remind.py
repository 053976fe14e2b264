"""Remind of due dates, and tell superiors of late tasks: each once, missed ones as one.

A reminder is no business state: mail and a mark. An escalation is an event of its case.
"""

from datetime import date, datetime
from uuid import UUID

from server.actions.steps.notifications import Row, row_of
from server.domain.deadlines import local_day
from server.domain.tasks.reminders import due_day
from server.mail import letters
from server.mail.letters import LetterKind
from server.store import Session
from server.store.cases import cases
from server.store.history import journal
from server.store.history.journal import Fact
from server.store.mail import reminders
from server.store.mail.reminders import DueReminder

MOST = 200


def remind(session: Session, *, now: datetime) -> int:
    """Write the reminders that are due, at most 200; return how many."""
    due = reminders.due_reminders(session, now=now, most=MOST)
    if due:
        rows = [_reminder(row, now) for row in due if not row.outlived]
        reminders.send(session, due, rows, now=now, today=local_day(now))
    return len(due)


def late(session: Session, *, now: datetime) -> list[tuple[UUID, date]]:
    """List the escalations that are due, by task and day."""
    return reminders.due_escalations(session, now=now, most=MOST)


def escalate(session: Session, task_id: UUID, day: date, *, now: datetime) -> bool:
    """Tell the superior that a task is late; False where it was told, or is late no more."""
    case = cases.lock_of_task(session, task_id)
    if case is None:
        return False
    row = reminders.escalation(session, task_id, day, now=now)
    if row is None:
        return False
    if row.outlived:
        reminders.send(session, [row], [], now=now, today=local_day(now))
        return False
    reminders.send(session, [row], [_escalation(row, now)], now=now, today=local_day(now))
    fact = Fact(
        kind="task.escalated",
        object=f"task/{task_id}",
        subject_unit_id=row.subject_unit_id or "",
        element=row.element,
        definition_hash=case.definition_hash,
        payload={
            "task": {"id": str(task_id), "title_vi": row.title.vi, "title_en": row.title.en},
            "post": row.post_id,
            "to": row.to_post,
            "due": row.due.isoformat(),
        },
    )
    journal.append(session, case.head, [fact], now=now, offset=case.clock_offset)
    return True


def _reminder(row: DueReminder, now: datetime) -> Row:
    return row_of(
        letters.reminder(row.title, due_day(row.due)),
        key=f"remind/{row.task_id}/{row.day}",
        kind=LetterKind.REMIND,
        post_id=row.post_id,
        task_id=row.task_id,
    ) | {"at": now, "only_to": row.assignee_id}


def _escalation(row: DueReminder, now: datetime) -> Row:
    return row_of(
        letters.escalation(row.title, row.post_title, due_day(row.due)),
        key=f"escalate/{row.task_id}/{row.day}",
        kind=LetterKind.ESCALATE,
        post_id=row.to_post,
        task_id=row.task_id,
    ) | {"at": now}
