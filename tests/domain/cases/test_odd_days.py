"""Which days of a case to be opened are worth a second look."""

from datetime import date

import pytest

from server.domain.cases.odd_days import OddDay, odd_end, odd_start
from server.working_calendar import WorkingCalendar

HOLIDAY = date(2024, 9, 2)
CALENDAR = WorkingCalendar(off=frozenset({HOLIDAY}))
TODAY = date(2024, 8, 1)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2024, 8, 1), []),
        (date(2024, 7, 31), [OddDay.PAST]),
        (HOLIDAY, [OddDay.NOT_WORKED]),
        (date(2024, 8, 3), [OddDay.NOT_WORKED]),
        (date(2025, 1, 6), [OddDay.OTHER_YEAR]),
        (date(2023, 12, 31), [OddDay.PAST, OddDay.NOT_WORKED, OddDay.OTHER_YEAR]),
    ],
)
def test_a_last_day_is_odd_where_it_is_over_not_worked_or_of_another_year(
    day: date, found: list[OddDay]
) -> None:
    assert list(odd_end(day, year=2024, today=TODAY, calendar=CALENDAR)) == found


def test_a_deadline_of_the_bloc_year_may_lie_in_the_next() -> None:
    for day, odd in ((date(2025, 1, 6), []), (date(2026, 1, 6), [OddDay.OTHER_YEAR])):
        found = odd_end(day, year=2024, today=TODAY, calendar=CALENDAR, into_next=True)
        assert list(found) == odd


def test_what_begins_may_have_begun_on_any_day_of_the_year() -> None:
    assert not list(odd_start(date(2024, 3, 3), year=2024))
    assert list(odd_start(date(2025, 3, 3), year=2024)) == [OddDay.OTHER_YEAR]
