"""Steps of a result as formulas: exact, in the signs of the page, with what each number is of."""

from fractions import Fraction

import pytest
from flask import Flask

from server.domain.blocs.comparing import Comparison, compare_share
from server.domain.blocs.explaining import ReckonedStep, Reckoning, Term
from server.web.results.explanation import compared, formula, names, value


def step(reckoning: Reckoning, result: str, *terms: tuple[str, str]) -> ReckonedStep:
    return ReckonedStep(
        code="x",
        reckoning=reckoning,
        terms=tuple(Term(about=about, value=Fraction(of)) for of, about in terms),
        result=Fraction(result),
    )


@pytest.mark.parametrize(
    ("found", "written"),
    [
        (step(Reckoning.SUM, "17.5", ("10", "a"), ("9.5", ""), ("-2", "b")),
         "10 (1.1) + 9,5 − 2 (P) = 17,5"),
        (step(Reckoning.SUM, "-2", ("-2", "b")), "−2 (P) = −2"),
        (step(Reckoning.SUM, "0"), "0 = 0"),
        (step(Reckoning.LEAST, "50", ("60", ""), ("50", "")), "min(60; 50) = 50"),
        (step(Reckoning.SHARE, "8700/97", ("87", ""), ("97", ""), ("100", "")),
         "87 ÷ 97 × 100 = 8.700/97 ≈ 89,6907"),
        (step(Reckoning.TIMES, "3", ("1.5", ""), ("4", ""), ("3", "")), "min(1,5 × 4; 3) = 3"),
        (step(Reckoning.OFF, "7.5", ("1.5", ""), ("1", ""), ("9", "")),
         "9 − min(1,5 × 1; 9) = 7,5"),
        (step(Reckoning.RATIO, "2.33", ("3", ""), ("7", ""), ("9", ""), ("4", "")),
         "min(3 × 7 ÷ 9; 4) = 7/3 ≈ 2,3333 → 2,33"),
        (step(Reckoning.ROUNDED, "90", ("8700/97", "")), "8.700/97 ≈ 89,6907 → 90"),
    ],
)  # fmt: skip
def test_a_step_is_written_out(found: ReckonedStep, written: str) -> None:
    assert formula(found, names({"a": "1.1"}, {"b": "P"})) == written


@pytest.mark.parametrize(
    ("yes", "strict", "written"),
    [
        (10, False, "10 ≥ 2/3 × 15 = 10"),
        (10, True, "10 ≤ 2/3 × 15 = 10"),
        (9, False, "9 < 2/3 × 15 = 10"),
        (11, True, "11 > 2/3 × 15 = 10"),
    ],
)
def test_a_comparison_is_written_with_its_share_and_its_base(
    *, yes: int, strict: bool, written: str
) -> None:
    found = compare_share(yes, share=Fraction(2, 3), base=15, strict=strict)
    assert compared(found, holds=found.holds) == written


def test_points_without_a_share_are_held_against_the_points_asked(app: Flask) -> None:
    found = Comparison(value=Fraction(8700, 97), needed=Fraction("1234.5"))
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert compared(found, holds=found.holds) == "8,700/97 ≈ 89.6907 < 1,234.5"
        assert value(Fraction(-1, 2)) == "−0.5"
