"""Reminders planned by due dates: found when due, locked, and sent once with their mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import TextClause, text

from server.domain.deadlines import local_day
from server.domain.texts.words import Words
from server.store import Session
from server.store.database import bulk
from server.store.jobs.queue import deferring
from server.store.mail.outbox import MAILED, WAKE
from server.store.people.people import ASSIGNEE_HOLDS
from server.store.people.reorganised import OUTLIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """One reminder whose hour has come, and what its letter says."""

    task_id: UUID
    kind: str
    day: date
    to_post: str
    post_id: str
    """The post that has the task now."""
    post_title: Words
    title: Words
    due: datetime
    assignee_id: UUID | None
    subject_unit_id: str | None
    element: str
    outlived: bool
    """Its unit was gone by the task's day: nobody is reminded."""


def due_reminders(session: Session, *, now: datetime, most: int) -> Sequence[DueReminder]:
    """Lock and list the newest due reminder of each task, with its task; who holds one is left out.

    A task's reminders are written by who has its row: who closes it takes them away.
    """
    return _read(session, _DUE_REMINDERS, {"now": now, "most": most}, now)


def due_escalations(session: Session, *, now: datetime, most: int) -> list[tuple[UUID, date]]:
    """List task and day of the escalations that are due, oldest first; nothing is locked."""
    return [
        (row.task_id, row.day)
        for row in session.execute(_DUE_ESCALATIONS, {"now": now, "most": most})
    ]


def escalation(session: Session, task_id: UUID, day: date, *, now: datetime) -> DueReminder | None:
    """Lock one due escalation, after case and task; None where it is sent or its task is closed."""
    found = _read(session, _ONE, {"task": task_id, "day": day, "now": now}, now)
    return found[0] if found else None


def send(
    session: Session,
    sent: Sequence[DueReminder],
    letters: Iterable[Mapping[str, object]],
    *,
    now: datetime,
    today: date,
) -> None:
    """Mark reminders as sent, earlier and outlived ones as skipped, and write their mail."""
    session.execute(
        _SEND,
        {
            "sent": bulk.rows(
                {
                    "task_id": row.task_id,
                    "kind": row.kind,
                    "day": row.day,
                    "state": "skipped" if row.outlived else "sent",
                }
                for row in sent
            ),
            "letters": bulk.rows(letters),
            "now": now,
            "today": today,
        },
    )


def _read(
    session: Session, statement: TextClause, values: Mapping[str, object], now: datetime
) -> Sequence[DueReminder]:
    return [
        DueReminder(
            task_id=row.task_id,
            kind=row.kind,
            day=row.day,
            to_post=row.to_post,
            post_id=row.post_id,
            post_title=Words(row.post_vi, row.post_en),
            title=Words(row.title_vi, row.title_en),
            due=row.due,
            assignee_id=row.assignee_id,
            subject_unit_id=row.subject_unit_id,
            element=row.element,
            outlived=row.outlived,
        )
        for row in session.execute(statement, {**values, "today": local_day(now)})
    ]


_COLUMNS = f"""
SELECT r.task_id, r.kind, r.day, r.post_id AS to_post, t.post_id, o.title_vi AS post_vi,
  o.title_en AS post_en, t.title_vi, t.title_en, t.due,
  CASE WHEN {ASSIGNEE_HOLDS} THEN t.assignee_id END AS assignee_id, t.subject_unit_id, t.element,
  {OUTLIVED} AS outlived
FROM reminder r JOIN task t ON t.id = r.task_id JOIN post o ON o.id = t.post_id
WHERE r.state = 'planned' AND r.due <= :now AND t.state = 'open'
"""  # noqa: S608 - made of constants
_LATER = """
  NOT EXISTS (SELECT FROM reminder n WHERE n.task_id = r.task_id AND n.kind = r.kind
    AND n.day > r.day AND n.state = 'planned' AND n.due <= :now)"""
_DUE_REMINDERS = text(
    f"{_COLUMNS} AND r.kind = 'remind' AND {_LATER}"
    " ORDER BY r.due, r.task_id LIMIT :most FOR NO KEY UPDATE OF t, r SKIP LOCKED"
)
_ONE = text(
    f"{_COLUMNS} AND r.kind = 'escalate' AND r.task_id = :task AND r.day = :day"
    " FOR NO KEY UPDATE OF r"
)
_DUE_ESCALATIONS = text("""
SELECT r.task_id, max(r.day) AS day FROM reminder r
WHERE r.state = 'planned' AND r.kind = 'escalate' AND r.due <= :now
GROUP BY r.task_id ORDER BY min(r.due), r.task_id LIMIT :most
""")
_SEND = text(
    f"""
WITH s AS (
  SELECT * FROM json_to_recordset(CAST(:sent AS json))
    AS x(task_id uuid, kind text, day date, state text)),
 marked AS (
  UPDATE reminder r SET state = CASE WHEN r.day = s.day THEN s.state ELSE 'skipped' END
  FROM s WHERE r.task_id = s.task_id AND r.kind = s.kind AND r.day <= s.day
    AND r.state = 'planned'),
{MAILED},
 woken AS ({deferring(WAKE)})
SELECT count(*) FROM woken
"""  # noqa: S608 - constants
)
