"""A year before 1000 has four digits wherever a day is written, so that it can be read again."""

from datetime import UTC, date, datetime

import pytest

from server.web.frame.formats import day, moment
from server.web.requests.typed_values import read_day


@pytest.mark.parametrize("year", [1, 20, 999, 1000, 2024, 9999])
def test_a_day_is_read_back_as_it_was_written(year: int) -> None:
    assert day(date(year, 2, 3)) == f"03/02/{year:04}"
    assert read_day(day(date(year, 2, 3))) == date(year, 2, 3)


def test_a_moment_of_an_early_year_has_four_digits() -> None:
    assert moment(datetime(999, 2, 3, 12, tzinfo=UTC)).endswith(", 03/02/0999")
