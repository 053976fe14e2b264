"""Numbers are shown in the signs of the page's language, and can be typed back."""

from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from server.domain.mistakes import MistakeCode
from server.forms.readings import read_number
from server.web.frame import formats
from server.web.refusals.mistakes import sentence


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Decimal("1000.5"), "1.000,5", "1,000.5"),
        (Decimal("1.234"), "1,2340", "1.2340"),
        (Decimal("0.345"), "0,345", "0.345"),
        (Decimal(-1234567), "-1.234.567", "-1,234,567"),
        (0, "0", "0"),
    ],
)
def test_a_number_stands_in_the_signs_of_the_language(
    app: Flask, value: Decimal | int, vietnamese: str, english: str
) -> None:
    with app.test_request_context():
        assert formats.number(value) == vietnamese
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert formats.number(value) == english


def test_the_points_to_choose_from_are_named_as_they_are_typed(app: Flask) -> None:
    with app.test_request_context():
        said = sentence(MistakeCode.POINTS_NOT_A_STEP, {"steps": "0; 2.5; 1000.25"})
    assert "0; 2,5; 1.000,25" in said


@pytest.mark.parametrize(
    ("decimals", "shown"), [(0, "90"), (1, "89,7"), (2, "89,69"), (3, "89,6907"), (4, "89,6907")]
)
def test_a_final_has_four_decimals_where_three_would_read_as_a_thousand(
    decimals: int, shown: str
) -> None:
    assert formats.rounded(Fraction(8700, 97), decimals) == shown


@given(value=st.fractions(0, 100_000, max_denominator=1000), decimals=st.integers(0, 6))
def test_a_final_that_is_shown_reads_as_it_was_rounded(value: Fraction, decimals: int) -> None:
    found = read_number(formats.rounded(value, decimals), "vi")
    assert isinstance(found, Decimal)
    assert abs(Fraction(found) - value) * 2 * 10**decimals <= 1
