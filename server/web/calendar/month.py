"""A month as it is drawn: weeks from Monday to Sunday, each day with what is due on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from server.web.calendar.entries import CalendarEntry
from server.web.words.catalogue import lazy_gettext as _l
from server.working_calendar import WorkingCalendar

WEEK = 7
NAMES = (
    _l("Tháng 1"), _l("Tháng 2"), _l("Tháng 3"), _l("Tháng 4"), _l("Tháng 5"), _l("Tháng 6"),
    _l("Tháng 7"), _l("Tháng 8"), _l("Tháng 9"), _l("Tháng 10"), _l("Tháng 11"), _l("Tháng 12"),
)  # fmt: skip
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 1)
"""The first and the last month that is shown."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day."""

    first: date

    @classmethod
    def of(cls, text: str, today: date) -> Self:
        """Read `2024-12`; today's month for any other word, and for months out of reach."""
        try:
            asked = date.fromisoformat(f"{text}-01")
        except ValueError:
            asked = today.replace(day=1)
        return cls(asked if FIRST <= asked <= LAST else today.replace(day=1))

    @property
    def name(self) -> str:
        """What it is called in the reader's language, without its year."""
        return str(NAMES[self.first.month - 1])

    @property
    def last(self) -> date:
        """Its last day."""
        return self.next.first - timedelta(days=1)

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def before(self) -> "Month":
        """The month before it."""
        return Month((self.first - timedelta(days=1)).replace(day=1))

    @property
    def reached(self) -> bool:
        """Tell whether it is one that is shown."""
        return FIRST <= self.first <= LAST

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A day of a week; of another month than the one that is shown it is empty."""

    day: date
    within: bool
    works: bool
    entries: Sequence[CalendarEntry] = ()


def weeks(
    month: Month, entries: Sequence[CalendarEntry], calendar: WorkingCalendar
) -> list[list[CalendarDay]]:
    """Lay out a month; the entries of a day keep their order."""
    by_day: Mapping[date, list[CalendarEntry]] = {each.day: [] for each in entries}
    for each in entries:
        by_day[each.day].append(each)
    begins = month.first - timedelta(days=month.first.weekday())
    found = []
    while begins <= month.last:
        found.append(
            [_day(begins + timedelta(days=n), month, by_day, calendar) for n in range(WEEK)]
        )
        begins += timedelta(days=WEEK)
    return found


def _day(
    day: date,
    month: Month,
    by_day: Mapping[date, Sequence[CalendarEntry]],
    calendar: WorkingCalendar,
) -> CalendarDay:
    within = month.first <= day <= month.last
    return CalendarDay(
        day=day,
        within=within,
        works=calendar.works(day),
        entries=by_day.get(day, ()) if within else (),
    )
