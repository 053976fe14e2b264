"""Which days are worked: Monday to Friday, but for days off, and the Saturdays worked for them."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

WEEKEND: Final = frozenset({5, 6})  # Saturday and Sunday, as date.weekday() counts
YEARS: Final = range(1900, 3000)
"""A day of another year is a slip, and no instant of some of them can be told."""
_A_WEEK: Final = 7
_WORKED_A_WEEK: Final = _A_WEEK - len(WEEKEND)


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ from a plain week.

    `off` are days off from Monday to Friday, `worked` Saturdays and Sundays on which people work;
    what says nothing new of its day is left out.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Keep what differs from a plain week."""
        off = frozenset(day for day in self.off if day.weekday() not in WEEKEND)
        worked = frozenset(day for day in self.worked if day.weekday() in WEEKEND)
        object.__setattr__(self, "off", off)
        object.__setattr__(self, "worked", worked)

    def works(self, day: date) -> bool:
        """Tell whether a day is worked."""
        if day.weekday() in WEEKEND:
            return day in self.worked
        return day not in self.off

    def worked_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`, which is no earlier."""
        weeks, rest = divmod((end - start).days, _A_WEEK)
        tail = (start + timedelta(days=weeks * _A_WEEK + step) for step in range(1, rest + 1))
        plain = weeks * _WORKED_A_WEEK + sum(day.weekday() not in WEEKEND for day in tail)
        off, worked = self._in_order
        return plain - _among(off, start, end) + _among(worked, start, end)

    @cached_property
    def _in_order(self) -> tuple[Sequence[date], Sequence[date]]:
        return sorted(self.off), sorted(self.worked)


PLAIN_WEEKS: Final = WorkingCalendar()
"""Nothing but weekends is off."""


def _among(days: Sequence[date], start: date, end: date) -> int:
    return bisect_right(days, end) - bisect_right(days, start)


@dataclass(frozen=True, slots=True, order=True)
class OwnDay:
    """What a province says of one day, beside what the whole country has."""

    day: date
    worked: bool

    def __str__(self) -> str:
        return f"{'+' if self.worked else '-'}{self.day.isoformat()}"


def written(days: Iterable[OwnDay]) -> str:
    """Write own days in one text, the earliest first: `-2026-01-02 +2026-01-10`."""
    return " ".join(map(str, sorted(days)))


def own_days(text: str) -> tuple[OwnDay, ...]:
    """Read what `written` wrote; ValueError for anything else."""
    return tuple(map(_own_day, text.split()))


def _own_day(text: str) -> OwnDay:
    if text[:1] not in {"+", "-"}:
        raise ValueError(text)
    return OwnDay(date.fromisoformat(text[1:]), text[0] == "+")


def with_own(national: WorkingCalendar, days: Collection[OwnDay]) -> WorkingCalendar:
    """Lay a province's own days over those of the country."""
    off = frozenset(each.day for each in days if not each.worked)
    worked = frozenset(each.day for each in days if each.worked)
    return WorkingCalendar(
        off=(national.off - worked) | off, worked=(national.worked - off) | worked
    )


def difference(base: WorkingCalendar, other: WorkingCalendar) -> str:
    """Return the own days, as text, by which one calendar becomes another."""
    days = (base.off ^ other.off) | (base.worked ^ other.worked)
    return written(OwnDay(day, other.works(day)) for day in days)


def carried_on(
    national: WorkingCalendar, *, before: WorkingCalendar, after: str, today: date
) -> str:
    """Return the own days by which what runs is counted on, once the calendar has changed.

    What has been counted is counted: a day that is over, today with it, never becomes a working
    day. Days to come, and days that turn out to have been off, are those of the calendar as it is,
    the country's with the own days `after`. So no deadline comes to lie on a day that is over.
    """
    new = own_days(after)
    has = with_own(national, new)
    differing = own_days(difference(before, has))
    gained = {each.day for each in differing if each.worked and each.day <= today}
    kept = [each for each in new if each.day not in gained]
    return written([*kept, *(OwnDay(day, worked=False) for day in gained)])
