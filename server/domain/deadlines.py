"""Working days, the end of a day in Viet Nam, and how urgent a due date is: codes, not words."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

from server.working_calendar import WorkingCalendar

# Viet Nam keeps UTC+7 all year since 1975; a fixed offset needs no time zone data on the machine.
LAST_DAY = date(9998, 12, 31)
VIET_NAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


class Urgency(StrEnum):
    """How a task stands to its due date, most urgent first."""

    CRITICALLY_OVERDUE = "critically_overdue"
    OVERDUE = "overdue"
    SOON = "soon"
    LATER = "later"
    UNDATED = "undated"


def working_days_between(start: date, end: date, calendar: WorkingCalendar) -> int:
    """Count the working days after `start` up to and including `end`.

    Negative when `end` is earlier: Friday to Monday is 1, and Monday back to Friday is -1.
    """
    if end < start:
        return -working_days_between(end, start, calendar)
    return calendar.worked_between(start, end)


def add_working_days(start: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the working day that many working days after `start`; `days` is at least 0."""
    day = start
    while days > 0 or not calendar.works(day):
        day += timedelta(days=1)
        days -= calendar.works(day)
    return day


def working_day_before(end: date, days: int, calendar: WorkingCalendar) -> date:
    """Return the last working day that has that many working days after it, up to `end` included.

    0 days before a Sunday is the Friday.
    """
    day = end
    while days > 0 or not calendar.works(day):
        days -= calendar.works(day)
        day -= timedelta(days=1)
    return day


def end_of_day(day: date) -> datetime:
    """Return the first instant after a day in Viet Nam, in UTC: what came earlier is in time.

    A day of the year 9999 is taken for the last one of which every time zone has an instant.
    """
    return datetime.combine(min(day, LAST_DAY) + timedelta(days=1), time.min, VIET_NAM).astimezone(
        UTC
    )


def local_day(instant: datetime) -> date:
    """Return the day in Viet Nam on which an aware instant falls; raises ValueError if naive."""
    if instant.tzinfo is None:
        message = "an instant without a time zone falls on no day"
        raise ValueError(message)
    return instant.astimezone(VIET_NAM).date()


def local_moment(instant: datetime) -> str:
    """Return an aware instant as Viet Nam writes it in ISO 8601, to the second."""
    return instant.astimezone(VIET_NAM).isoformat(timespec="seconds")


def days_overdue(due: date, today: date, calendar: WorkingCalendar) -> int:
    """Count the working days since the due date, 0 while it is not over.

    A day past the due date is at least 1, also where only a weekend lies between.
    """
    return max(1, working_days_between(due, today, calendar)) if today > due else 0


def urgency(
    due: date | None,
    today: date,
    calendar: WorkingCalendar,
    *,
    soon_days: int,
    critical_days: int = 5,
) -> Urgency:
    """Say how urgent a due date is, in working days.

    Soon: at most `soon_days` are left, the due day included. Critically overdue: `critical_days` or
    more have passed.
    """
    if due is None:
        return Urgency.UNDATED
    if today > due:
        late = days_overdue(due, today, calendar)
        return Urgency.CRITICALLY_OVERDUE if late >= critical_days else Urgency.OVERDUE
    left = working_days_between(today, due, calendar)
    return Urgency.SOON if left <= soon_days else Urgency.LATER
