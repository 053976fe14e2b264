"""Which days are worked, in the country and in a province that says so of single days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.deadlines import add_working_days
from server.public_holidays import calendar_of, national
from server.working_calendar import (
    OwnDay,
    WorkingCalendar,
    carried_on,
    difference,
    own_days,
    with_own,
    written,
)

SWAPPED = {
    # baotintuc.vn, 12 April 2024; 2450/VPCP-KGVX
    "April 2024": (date(2024, 4, 29), date(2024, 5, 4)),
    # en.baochinhphu.vn, 4 March 2025; 8726/VPCP-KGVX of 26 November 2024
    "April 2025": (date(2025, 5, 2), date(2025, 4, 26)),
    # 24h.com.vn, 26 December 2025; 12729/VPCP-KGVX of 25 December 2025
    "the new year 2026": (date(2026, 1, 2), date(2026, 1, 10)),
    # vietnamnews.vn, 17 October 2025, from the Ministry of Home Affairs
    "National Day 2026": (date(2026, 8, 31), date(2026, 8, 22)),
}
"""Where it was announced: a working day that was off, and the Saturday that was worked for it."""
DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
SEVERAL = st.frozensets(DAYS, max_size=30)
CALENDARS = st.builds(WorkingCalendar, off=SEVERAL, worked=SEVERAL)
SAID = st.dictionaries(DAYS, st.booleans(), max_size=20).map(
    lambda found: [OwnDay(day, worked) for day, worked in found.items()]
)


@pytest.mark.parametrize(("off", "worked"), SWAPPED.values(), ids=SWAPPED)
def test_a_swapped_day_is_off_and_the_saturday_for_it_is_worked(off: date, worked: date) -> None:
    assert off.weekday() < 5
    assert not national().works(off)
    assert worked.weekday() == 5
    assert national().works(worked)


def test_a_deadline_over_a_swap_counts_the_saturday_that_is_worked() -> None:
    assert add_working_days(date(2026, 1, 8), 2, national()) == date(2026, 1, 10)
    assert add_working_days(date(2025, 12, 31), 1, national()) == date(2026, 1, 5)


def test_a_province_says_of_a_day_what_the_country_does_not() -> None:
    own = calendar_of("-2026-07-20 +2026-07-25")
    assert not own.works(date(2026, 7, 20))
    assert own.works(date(2026, 7, 25))
    assert national().works(date(2026, 7, 20))
    assert calendar_of("-2026-08-22").works(date(2026, 8, 22)) is False
    assert calendar_of("+2026-09-02").works(date(2026, 9, 2)) is True


@given(SAID)
def test_own_days_are_read_as_they_were_written(said: list[OwnDay]) -> None:
    assert sorted(own_days(written(said))) == sorted(said)


@pytest.mark.parametrize("text", ["2026-01-02", "-2026-02-30", "*2026-01-02"])
def test_what_is_no_own_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        own_days(text)


@given(CALENDARS, CALENDARS)
def test_the_difference_of_two_calendars_makes_one_of_the_other(
    one: WorkingCalendar, other: WorkingCalendar
) -> None:
    assert with_own(one, own_days(difference(one, other))) == other


@given(CALENDARS, CALENDARS, SAID, DAYS, DAYS, st.integers(0, 40))
def test_no_deadline_that_is_open_comes_to_lie_on_a_day_that_is_over(  # noqa: PLR0913, PLR0917
    country: WorkingCalendar,
    before: WorkingCalendar,
    said: list[OwnDay],
    start: date,
    today: date,
    count: int,
) -> None:
    own = carried_on(country, before=before, after=written(said), today=today)
    due = add_working_days(start, count, before)
    after = add_working_days(start, count, with_own(country, own_days(own)))
    assert after > today or after >= due


@given(CALENDARS, CALENDARS, SAID, DAYS)
def test_days_to_come_are_those_of_the_calendar_as_it_is(
    country: WorkingCalendar, before: WorkingCalendar, said: list[OwnDay], today: date
) -> None:
    own = carried_on(country, before=before, after=written(said), today=today)
    has, carried = with_own(country, said), with_own(country, own_days(own))
    to_come = [today + timedelta(days=more) for more in range(1, 100)]
    assert all(carried.works(day) == has.works(day) for day in to_come)
