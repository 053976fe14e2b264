"""Working days, ends of days and urgency."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import deadlines
from server.domain.deadlines import Urgency
from server.working_calendar import PLAIN_WEEKS, WorkingCalendar

FRIDAY, MONDAY = date(2024, 12, 13), date(2024, 12, 16)
NEW_YEAR = WorkingCalendar(off=frozenset({date(2025, 1, 1)}))
days = st.dates(date(2023, 1, 1), date(2027, 12, 31))
calendars = st.builds(
    WorkingCalendar, off=st.frozensets(days, max_size=20), worked=st.frozensets(days, max_size=20)
)


def test_from_friday_to_monday_is_one_working_day() -> None:
    assert deadlines.working_days_between(FRIDAY, MONDAY, PLAIN_WEEKS) == 1


def test_a_holiday_is_not_a_working_day() -> None:
    tuesday, thursday = date(2024, 12, 31), date(2025, 1, 2)
    assert deadlines.working_days_between(tuesday, thursday, NEW_YEAR) == 1


@given(days, days, calendars)
def test_the_count_is_the_same_as_counting_day_by_day(
    start: date, end: date, calendar: WorkingCalendar
) -> None:
    low, high = min(start, end), max(start, end)
    span = (low + timedelta(days=step) for step in range(1, (high - low).days + 1))
    count = sum(calendar.works(day) for day in span)
    assert deadlines.working_days_between(start, end, calendar) == (
        count if start <= end else -count
    )


@given(days, st.integers(0, 60), calendars)
def test_adding_working_days_ends_on_a_working_day(
    start: date, count: int, calendar: WorkingCalendar
) -> None:
    end = deadlines.add_working_days(start, count, calendar)
    assert calendar.works(end)
    if calendar.works(start):
        assert deadlines.working_days_between(start, end, calendar) == count


def test_a_day_in_viet_nam_ends_at_17_utc() -> None:
    assert deadlines.end_of_day(FRIDAY) == datetime(2024, 12, 13, 17, tzinfo=UTC)


@given(days)
def test_the_last_instant_of_a_day_falls_on_that_day(day: date) -> None:
    end = deadlines.end_of_day(day)
    assert end.tzinfo is UTC
    assert deadlines.local_day(end - timedelta(microseconds=1)) == day
    assert deadlines.local_day(end) == day + timedelta(days=1)


def test_an_instant_without_a_time_zone_falls_on_no_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        deadlines.local_day(datetime(2024, 12, 13))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (None, FRIDAY, Urgency.UNDATED),
        (FRIDAY, date(2024, 12, 9), Urgency.LATER),
        (FRIDAY, date(2024, 12, 10), Urgency.SOON),
        (FRIDAY, FRIDAY, Urgency.SOON),
        (FRIDAY, date(2024, 12, 14), Urgency.OVERDUE),
        (FRIDAY, MONDAY, Urgency.OVERDUE),
        (FRIDAY, date(2024, 12, 19), Urgency.OVERDUE),
        (FRIDAY, date(2024, 12, 20), Urgency.CRITICALLY_OVERDUE),
    ],
)
def test_urgency_goes_by_working_days(due: date | None, today: date, expected: Urgency) -> None:
    assert deadlines.urgency(due, today, PLAIN_WEEKS, soon_days=3) is expected


@given(days, days, calendars)
def test_what_is_past_its_due_date_is_overdue_and_nothing_else_is(
    due: date, today: date, calendar: WorkingCalendar
) -> None:
    late = {Urgency.OVERDUE, Urgency.CRITICALLY_OVERDUE}
    assert (deadlines.urgency(due, today, calendar, soon_days=3) in late) == (today > due)
    assert (deadlines.days_overdue(due, today, calendar) > 0) == (today > due)
