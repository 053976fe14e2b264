"""Numbers, days and headings as official papers write them."""

from datetime import date

import pytest

from server.domain.printouts.numbers import (
    day_words,
    decimal_words,
    numbered_headings,
    roman,
)
from server.domain.printouts.printout import Heading, Paragraphs

TEXT = Paragraphs(lines=["Một dòng."])


@pytest.mark.parametrize(
    ("typed", "written"),
    [("7", "7"), ("7.50", "7,50"), ("1234567.5", "1.234.567,5"), ("-0.5", "-0,5"), ("ba", "ba")],
)
def test_decimals_have_a_comma_and_points_between_thousands(typed: str, written: str) -> None:
    assert decimal_words(typed) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 2, 3), "ngày 03 tháng 02 năm 2024"),
        (date(2024, 3, 10), "ngày 10 tháng 3 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_days_below_ten_and_the_months_one_and_two_get_a_zero(day: date, written: str) -> None:
    assert day_words(day) == written


def test_headings_are_numbered_and_empty_ones_left_out() -> None:
    heads = [Heading(text=each) for each in ("MỘT", "HAI", "BA", "BỐN")]
    decided = Heading(text="QUYẾT ĐỊNH:", centred=True)
    told = numbered_headings([decided, heads[0], TEXT, heads[1], heads[2], TEXT, TEXT, heads[3]])
    assert told.pop(0) == decided
    assert [each.text for each in told if isinstance(each, Heading)] == ["I. MỘT", "II. BA"]
    assert told.count(TEXT) == 3


def test_roman_figures() -> None:
    assert [roman(each) for each in (1, 4, 9, 10, 14, 39)] == ["I", "IV", "IX", "X", "XIV", "XXXIX"]
