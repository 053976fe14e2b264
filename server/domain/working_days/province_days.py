"""What an administrator says of days off and worked days: by a paper, and nothing said twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable
from server.working_calendar import OwnDay, WorkingCalendar

LONGEST_PAPER: Final = 100
LONGEST_REASON: Final = 500
"""Characters."""
MOST_DAYS: Final = 31
"""As many days off one paper gives in a row."""
FIRST_YEAR: Final = 2020


@dataclass(eq=False)
class DaysMissing(Refusal):
    """Neither a day off nor a worked day was given, or none of the calendar."""


@dataclass(eq=False)
class DaysReversed(Refusal):
    """The last day off is before the first, or so far after it that it is a slip."""

    most: int


@dataclass(eq=False)
class DayTwice(Refusal):
    """A day cannot be off and worked."""

    day: date


@dataclass(eq=False)
class DaySoAlready(Refusal):
    """The calendar says so of the day already."""

    day: date


@dataclass(eq=False)
class DayOutOfReach(Refusal):
    """A day before the first year, or after the end of the next."""

    first: date
    last: date


@dataclass(eq=False)
class PaperMissing(Refusal):
    """No number or no day of the paper that says so."""


@dataclass(eq=False)
class PaperTooLong(Refusal):
    """The number of the paper has more characters than are kept."""

    limit: int


@dataclass(eq=False)
class PaperOfTomorrow(Refusal):
    """The paper's day is still to come."""


@dataclass(eq=False)
class DayNotInForce(Refusal):
    """The day was taken back already."""


@dataclass(eq=False)
class TakingBackUnsaid(Refusal):
    """Nothing says why a day is taken back, or too much."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDays:
    """What a form says: days off from `off` to `off_to`, or `off` alone, and a worked day."""

    off: date | None
    off_to: date | None
    worked: date | None
    paper: str
    paper_on: date | None


def check_days(said: SaidDays, *, calendar: WorkingCalendar, today: date) -> Sequence[OwnDay]:
    """Return what is said of which day, the earliest first, or raise what does not hold.

    Of the days off in a row those that are off already are left out.
    """
    found = _days(said, calendar)
    first, last = date(FIRST_YEAR, 1, 1), date(today.year + 1, 12, 31)
    for each in found:
        if not first <= each.day <= last:
            raise DayOutOfReach(first, last)
        if calendar.works(each.day) is each.worked:
            raise DaySoAlready(each.day)
    _check_paper(said, today)
    return sorted(found)


def _days(said: SaidDays, calendar: WorkingCalendar) -> list[OwnDay]:
    if said.off is None and (said.worked is None or said.off_to is not None):
        raise DaysMissing
    days = [] if said.off is None else _in_a_row(said.off, said.off_to or said.off)
    if said.worked is not None and said.worked in days:
        raise DayTwice(said.worked)
    several = len(days) > 1
    off = [OwnDay(day, worked=False) for day in days if not several or calendar.works(day)]
    if days and not off:
        raise DaySoAlready(days[0])
    return off + ([] if said.worked is None else [OwnDay(said.worked, worked=True)])


def _in_a_row(first: date, last: date) -> list[date]:
    if not 0 <= (last - first).days < MOST_DAYS:
        raise DaysReversed(MOST_DAYS)
    return [first + timedelta(days=more) for more in range((last - first).days + 1)]


def _check_paper(said: SaidDays, today: date) -> None:
    paper = readable(said.paper)
    if not paper or said.paper_on is None:
        raise PaperMissing
    if len(paper) > LONGEST_PAPER:
        raise PaperTooLong(LONGEST_PAPER)
    if said.paper_on > today:
        raise PaperOfTomorrow


def check_taking_back(reason: str, *, in_force: bool) -> str:
    """Return why a day is taken back, or raise that it is not in force, or nothing says why."""
    if not in_force:
        raise DayNotInForce
    why = readable(reason)
    if not why or len(why) > LONGEST_REASON:
        raise TakingBackUnsaid(LONGEST_REASON)
    return why
