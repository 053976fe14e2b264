"""When a task's holder is reminded of its due date, and when its superior learns that it passed.

A process author declares both on the task, in working days: `remind` before the due day, `escalate`
after it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from server.domain.deadlines import VIET_NAM, add_working_days, working_day_before
from server.working_calendar import WorkingCalendar

AT = time(8, 0)
"""The hour in Viet Nam at which letters of a day leave: people are at their desks."""


class Nudge(StrEnum):
    """What is sent because of a due date."""

    REMIND = "remind"
    ESCALATE = "escalate"


@dataclass(frozen=True, slots=True, order=True)
class Planned:
    """One letter to come: on a working day, at the hour of letters."""

    day: date
    kind: Nudge

    @property
    def at(self) -> datetime:
        """The instant it becomes due."""
        return datetime.combine(self.day, AT, VIET_NAM)


def days_of(declared: str | None) -> tuple[int, ...]:
    """Read "3,1", as the engine has let it through; nothing declared is no day."""
    return tuple(int(part) for part in (declared or "").split(",") if part)


def plan(
    *,
    due: date,
    opened: date,
    remind: Collection[int],
    escalate: Collection[int],
    calendar: WorkingCalendar,
) -> tuple[Planned, ...]:
    """List what is to be sent for a task, earliest first.

    `due` is the last day in time, `opened` the day the task opened. No reminder stands on the day
    of opening or before it: the letter about the new task says the same. A task that opens when its
    due date is over still leaves its holder the declared days before its superior hears of it.
    """
    before = {working_day_before(due, days, calendar) for days in remind}
    after = {add_working_days(max(due, opened), days, calendar) for days in escalate}
    return tuple(
        sorted(
            [Planned(day, Nudge.REMIND) for day in before if day > opened]
            + [Planned(day, Nudge.ESCALATE) for day in after]
        )
    )


def due_day(due: datetime) -> date:
    """Return the last day in time of a due instant, which is the end of that day."""
    return (due - timedelta(seconds=1)).astimezone(VIET_NAM).date()
