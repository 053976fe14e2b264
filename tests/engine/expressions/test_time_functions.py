"""Days that expressions reckon: of a calendar date, and by working days."""

from datetime import date

import pytest

from server.domain.deadlines import add_working_days
from server.engine import JSON, OWN_DAYS, ExpressionRefused, evaluate
from server.public_holidays import national

TET = "2024-02-07"
"""The last working day before the week of the lunar new year."""


def test_a_date_is_made_of_year_month_and_day() -> None:
    assert evaluate("date(year, 6, 1)", {"year": 2024}) == "2024-06-01"
    assert evaluate("date(year, 6, 1) < opened_on", {"year": 2024, "opened_on": TET}) is False


@pytest.mark.parametrize("days", [0, 1, 3, 10, 250, 500])
@pytest.mark.parametrize("start", [TET, "2024-05-04", "2024-12-31"])
def test_working_days_are_those_of_the_calendar_that_due_dates_count_by(
    start: str, days: int
) -> None:
    first = date.fromisoformat(start)
    wanted = add_working_days(first, days, national()).isoformat()
    assert evaluate(f"workdays(opened_on, {days})", {"opened_on": start}) == wanted


def test_a_holiday_is_no_working_day() -> None:
    assert evaluate("workdays(opened_on, 1) > '2024-02-13'", {"opened_on": TET}) is True


def test_the_own_days_of_a_province_are_counted_and_no_expression_reads_them() -> None:
    facts: dict[str, JSON] = {"opened_on": TET, OWN_DAYS: "-2024-02-15 +2024-02-17"}
    assert evaluate("workdays(opened_on, 1)", facts) == "2024-02-16"
    assert evaluate("workdays(opened_on, 2)", facts) == "2024-02-17"
    with pytest.raises(ExpressionRefused):
        evaluate("days", facts)


@pytest.mark.parametrize(
    "source",
    [
        *("date(2024, 2, 30)", "date(2024, 13, 1)", "date(2024, 1)", "date('2024', 1, 1)"),
        *("date(0, 1, 1)", "date(-1, 1, 1)", "date(10000, 1, 1)", "workdays('soon', 1)"),
        *("workdays('2024-02-30', 1)", "workdays('2024-01-01', -1)", "workdays('2024-01-01', 501)"),
        *("workdays('2024-01-01', True)", "workdays(None, 1)", "workdays('9998-12-30', 9)"),
    ],
)
def test_what_is_no_day_or_no_number_of_days_is_refused(source: str) -> None:
    with pytest.raises(ExpressionRefused):
        evaluate(source, {})
