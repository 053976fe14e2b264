"""What is odd about a day of a case that is to be opened; nothing here forbids it."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from server.working_calendar import WorkingCalendar


class OddDay(StrEnum):
    """Why a day is worth a second look."""

    PAST = "past"
    NOT_WORKED = "not_worked"
    OTHER_YEAR = "other_year"


def odd_start(day: date, *, year: int) -> Iterator[OddDay]:
    """Say what is odd about a day on which something begins: that it is of another year."""
    if day.year != year:
        yield OddDay.OTHER_YEAR


def odd_end(
    day: date, *, year: int, today: date, calendar: WorkingCalendar, into_next: bool = False
) -> Iterator[OddDay]:
    """Say what is odd about a last day: it is over, nobody works on it, or it is of another year.

    The deadlines of a bloc-year go `into_next` year: what is done at its end is settled there.
    """
    if day < today:
        yield OddDay.PAST
    if not calendar.works(day):
        yield OddDay.NOT_WORKED
    if day.year not in {year, year + into_next}:
        yield OddDay.OTHER_YEAR
