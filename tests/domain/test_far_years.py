"""A slip of the year is a mistake that is named, never a fault of the program."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.domain.answers import FURTHEST, Answers
from server.domain.bloc_file import FileMistakes, parse
from server.domain.deadlines import end_of_day
from server.domain.mistakes import MistakeCode, Mistakes
from tests.domain import bloc_years

TODAY = date(2024, 12, 16)


@pytest.mark.parametrize("day", [date.max, TODAY + FURTHEST + timedelta(days=1)])
def test_a_coming_date_is_not_further_off_than_ten_years(day: date) -> None:
    answers = Answers.of({"until": day.isoformat()})
    answers.coming_date("until", TODAY)
    with pytest.raises(Mistakes) as refused:
        answers.found.refuse()
    assert [mistake.code for mistake in refused.value.mistakes] == [MistakeCode.DATE_TOO_FAR]


def test_a_coming_date_may_lie_ten_years_ahead() -> None:
    answers = Answers.of({"until": (TODAY + FURTHEST).isoformat()})
    assert answers.coming_date("until", TODAY) == TODAY + FURTHEST
    answers.found.refuse()


@pytest.mark.parametrize("day", [date.max, date.min, date(2024, 12, 31)])
def test_every_day_has_an_end(day: date) -> None:
    assert end_of_day(day) <= datetime(9998, 12, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1899-12-31"])
def test_a_bloc_year_file_names_a_year_that_cannot_be_meant(day: str) -> None:
    source = bloc_years.PLAN.replace("effective_from = 2024-", f"effective_from = {day} # ", 1)
    found = parse(source)
    assert isinstance(found, FileMistakes)
    assert "year_absurd" in {mistake.code.value for mistake in found.items}


def test_a_day_that_was_is_of_no_year_that_is_a_slip() -> None:
    answers = Answers.of({"dated": "0204-11-01", "oldest": "1900-01-01"})
    answers.date("dated", TODAY)
    answers.date("oldest", TODAY)
    with pytest.raises(Mistakes) as refused:
        answers.found.refuse()
    assert [each.code for each in refused.value.mistakes] == [MistakeCode.DATE_TOO_EARLY]
