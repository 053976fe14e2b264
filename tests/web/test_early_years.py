"""A year before 1000 has four digits wherever a day is written; one so far away is not taken."""

from datetime import UTC, date, datetime

import pytest

from server.domain.refusals import DayOfFarYear
from server.web.frame.formats import day, moment
from server.web.requests.typed_values import read_day


@pytest.mark.parametrize("year", [1, 20, 999, 1000, 1900, 2024, 2999, 9999])
def test_a_day_is_written_with_four_digits_of_its_year(year: int) -> None:
    assert day(date(year, 2, 3)) == f"03/02/{year:04}"


@pytest.mark.parametrize("year", [1900, 2024, 2999])
def test_a_day_is_read_back_as_it_was_written(year: int) -> None:
    assert read_day(day(date(year, 2, 3))) == date(year, 2, 3)


@pytest.mark.parametrize("year", [1, 999, 1000, 1899, 3000, 9999])
def test_a_day_of_a_year_that_no_file_takes_is_refused(year: int) -> None:
    with pytest.raises(DayOfFarYear):
        read_day(day(date(year, 2, 3)))


def test_a_moment_of_an_early_year_has_four_digits() -> None:
    assert moment(datetime(999, 2, 3, 12, tzinfo=UTC)).endswith(", 03/02/0999")
