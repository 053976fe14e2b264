"""Running cases and the calendar they were last looked at by."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.working_days.own_days import own_days_of_case


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReminder:
    """A reminder that has not left."""

    task_id: UUID
    kind: str
    day: dt.date


def waiting(session: Session, edition: str, *, most: int) -> Sequence[UUID]:
    """List running cases that were not yet looked at by the calendar of their province."""
    return list(session.execute(_WAITING, {"edition": edition, "most": most}).scalars())


def know(session: Session, edition: str, days: str) -> None:
    """Keep the days of an edition of the country's calendar, once."""
    session.execute(_KNOW, {"edition": edition, "days": days})


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAtBy:
    """The calendar a case was last looked at by: the country's days, and those counted as own."""

    edition: str
    days: str
    counted_by: str


def last(session: Session, case_id: UUID) -> LookedAtBy | None:
    """Return the calendar a case was last looked at by, None where it never was."""
    row = session.execute(_LAST, {"case": case_id}).one_or_none()
    return LookedAtBy(**row._mapping) if row else None  # noqa: SLF001 - public name


def keep(session: Session, case_id: UUID, *, edition: str, own_days: str, counted_by: str) -> None:
    """Say by which calendar a case was looked at, and by which own days it counts on."""
    values = {"case": case_id, "edition": edition, "own": own_days, "counted_by": counted_by}
    session.execute(_KEEP, values)


def timers(session: Session, case_id: UUID) -> Mapping[tuple[UUID, str], dt.datetime]:
    """Return when each armed timer of a case is due, by instance and element."""
    rows = session.execute(_TIMERS, {"case": case_id})
    return {(row.instance_id, row.element): row.due for row in rows}


def reminders(session: Session, case_id: UUID) -> Collection[PlannedReminder]:
    """List the reminders of a case's open tasks that have not left."""
    rows = session.execute(_REMINDERS, {"case": case_id})
    return {PlannedReminder(**row._mapping) for row in rows}  # noqa: SLF001 - public name


def reached(session: Session, case_id: UUID) -> Collection[tuple[str, str]]:
    """Name what was reached in a case, by milestone and key."""
    rows = session.execute(_REACHED, {"case": case_id})
    return {(row.milestone, row.key) for row in rows}


def running(session: Session, province: str) -> int:
    """Count the cases of a province that run, and would follow."""
    return int(session.execute(_RUNNING, {"province": province}).scalar_one())


_WAITING = text(f"""
SELECT c.id FROM case_ c LEFT JOIN followed_calendar f ON f.case_id = c.id
WHERE c.state IN ('open', 'ending') AND (f.case_id IS NULL OR f.edition <> :edition
  OR f.definition_hash <> c.definition_hash OR f.own_days <> {own_days_of_case()})
ORDER BY c.id LIMIT :most
""")  # noqa: S608 - constants
_KNOW = text("""
INSERT INTO national_calendar(edition, days) VALUES (:edition, :days) ON CONFLICT DO NOTHING
""")
_LAST = text("""
SELECT f.edition, n.days, f.counted_by FROM followed_calendar f
JOIN national_calendar n ON n.edition = f.edition WHERE f.case_id = :case
""")
_KEEP = text("""
INSERT INTO followed_calendar AS f (case_id, edition, own_days, counted_by, definition_hash)
SELECT id, :edition, :own, :counted_by, definition_hash FROM case_ WHERE id = :case
ON CONFLICT (case_id) DO UPDATE SET edition = excluded.edition, own_days = excluded.own_days,
  counted_by = excluded.counted_by, definition_hash = excluded.definition_hash
""")
_TIMERS = text("""
SELECT instance_id, element, due FROM timer WHERE case_id = :case AND state = 'armed'
""")
_REMINDERS = text("""
SELECT r.task_id, r.kind, r.day FROM reminder r JOIN task t ON t.id = r.task_id
WHERE t.case_id = :case AND t.state = 'open' AND r.state = 'planned'
""")
_REACHED = text("SELECT DISTINCT milestone, key FROM milestone WHERE case_id = :case")
_RUNNING = text("""
SELECT count(*) FROM case_ WHERE state IN ('open', 'ending')
  AND split_part(bloc_year_id, '/', 1) = :province
""")
