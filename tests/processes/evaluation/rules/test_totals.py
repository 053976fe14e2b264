"""Totals of a sheet, and its final points on the whole scale."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocs.rules import (
    Arithmetic,
    NotApplicable,
    Rounding,
    ScoreTable,
)
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import Column, final_points, totals
from tests.domain.five_units import criterion, section, table


def appraised(**points: str) -> tuple[ScoreLine, ...]:
    """Make lines with a first appraisal."""
    return tuple(
        ScoreLine(criterion=name, appraisal_1=Decimal(text)) for name, text in points.items()
    )


FULL = {"a": "40", "b": "20", "c": "40", "bonus": "0", "late": "0"}


def amounts(*texts: str) -> tuple[Decimal, ...]:
    """Make points."""
    return tuple(Decimal(text) for text in texts)


def as_decimal(value: Fraction) -> Decimal:
    """Write a final that has an end as points."""
    return Decimal(value.numerator) / value.denominator


def aside(name: str, *, accepted: bool | None = True) -> ScoreLine:
    """Make a line that does not apply."""
    return ScoreLine(criterion=name, not_applicable=True, reason="x", na_accepted=accepted)


def test_the_final_points_are_the_second_appraisal_else_the_first() -> None:
    first = ScoreLine(criterion="a", self_points=Decimal(9), appraisal_1=Decimal(5))
    second = ScoreLine(criterion="a", appraisal_1=Decimal(5), appraisal_2=Decimal(0))
    assert final_points(first) == 5
    assert final_points(second) == 0
    assert final_points(ScoreLine(criterion="a", self_points=Decimal(9))) is None


def test_a_deduction_is_taken_off_and_a_bonus_added() -> None:
    sums = totals(table=table(), lines=appraised(a="38", b="20", c="35", bonus="4", late="1.5"))
    assert (sums.total, sums.applicable_maximum, as_decimal(sums.scaled)) == amounts(
        "95.5", "100", "95.5"
    )
    assert [part.points for part in sums.sections] == [58, 35, 4, Decimal("-1.50")]
    assert sums.unscored == ()


@pytest.mark.parametrize(
    ("mode", "total", "maximum", "scaled"),
    [
        (NotApplicable.EXCLUDE, "76", "80", "95"),
        (NotApplicable.ZERO, "76", "100", "76"),
        (NotApplicable.FULL, "96", "100", "96"),
    ],
)
def test_what_does_not_apply_counts_as_the_table_says(
    mode: NotApplicable, total: str, maximum: str, scaled: str
) -> None:
    sheet_lines = (*appraised(a="38", c="38", bonus="0", late="0"), aside("b"))
    sums = totals(table=table(not_applicable=mode), lines=sheet_lines)
    assert (sums.total, sums.applicable_maximum, as_decimal(sums.scaled)) == (
        Decimal(total),
        Decimal(maximum),
        Decimal(scaled),
    )


def test_a_bonus_or_deduction_that_does_not_apply_never_counts_in_full() -> None:
    sheet_lines = (*appraised(a="1", b="1", c="1"), aside("bonus"), aside("late"))
    sums = totals(table=table(not_applicable=NotApplicable.FULL), lines=sheet_lines)
    assert sums.total == 3


def test_a_sheet_on_which_nothing_applies_scales_to_nothing() -> None:
    sums = totals(table=table(), lines=[aside(name) for name in FULL])
    assert (sums.total, sums.applicable_maximum, as_decimal(sums.scaled)) == amounts("0", "0", "0")


def test_a_refused_not_applicable_counts_the_appraisers_points() -> None:
    refused_line = ScoreLine(
        criterion="b", not_applicable=True, na_accepted=False, appraisal_1=Decimal(3)
    )
    sums = totals(table=table(), lines=(*appraised(a="40", c="40"), refused_line))
    assert (sums.total, sums.applicable_maximum) == amounts("83", "100")


def test_only_normal_sections_are_scaled() -> None:
    sheet_lines = (*appraised(a="40", c="40", bonus="10", late="5"), aside("b"))
    assert totals(table=table(), lines=sheet_lines).scaled == 105


@pytest.mark.parametrize(("exceed", "total"), [(True, "109"), (False, "100")])
def test_bonus_passes_the_maximum_only_where_it_may(exceed: bool, total: str) -> None:  # noqa: FBT001
    best = appraised(**FULL | {"bonus": "10", "late": "1"})
    sums = totals(table=table(bonus_may_exceed=exceed), lines=best)
    assert (sums.total, as_decimal(sums.scaled)) == (Decimal(total), Decimal(total))


@pytest.mark.parametrize(
    ("rounding", "scaled"),
    [(Rounding.HALF_UP, "62.5"), (Rounding.HALF_EVEN, "62.5"), (Rounding.DOWN, "62.5")],
)
def test_exact_results_are_not_rounded(rounding: Rounding, scaled: str) -> None:
    sheet_lines = (*appraised(a="25", c="25", bonus="0", late="0"), aside("b"))
    sums = totals(table=table(rounding=rounding), lines=sheet_lines)
    assert sums.scaled == Decimal(scaled)


@pytest.mark.parametrize(
    ("rounding", "scaled"),
    [(Rounding.HALF_UP, "63"), (Rounding.HALF_EVEN, "62"), (Rounding.DOWN, "62")],
)
def test_a_half_is_rounded_as_the_table_says(rounding: Rounding, scaled: str) -> None:
    sheet_lines = (*appraised(a="25", c="25", bonus="0", late="0"), aside("b"))
    sums = totals(table=table(rounding=rounding, decimals=0), lines=sheet_lines)
    assert sums.scaled == Decimal(scaled)


def test_an_exact_final_is_compared_as_it_is_and_never_rounded() -> None:
    of = section("s1", "normal", criterion("a", "97"), criterion("b", "3"))
    one = table(sections=(of,), decimals=0, arithmetic=Arithmetic.EXACT)
    lines_of = (*appraised(a="87"), aside("b"))
    assert totals(table=one, lines=lines_of).scaled == Fraction(8700, 97)
    assert totals(table=replace(one, arithmetic=None), lines=lines_of).scaled == 90


@pytest.mark.parametrize("rounding", Rounding)
def test_how_points_are_rounded_changes_no_exact_final(rounding: Rounding) -> None:
    one = table(decimals=0, rounding=rounding, arithmetic=Arithmetic.EXACT)
    sheet_lines = (*appraised(a="25", c="25", bonus="0", late="0"), aside("b"))
    assert totals(table=one, lines=sheet_lines).scaled == Fraction(125, 2)


def test_lines_without_points_are_counted_apart() -> None:
    sums = totals(table=table(), lines=appraised(a="30"))
    assert sums.total == 30
    assert sums.unscored == ("b", "c", "bonus", "late")
    assert [part.unscored for part in sums.sections] == [1, 1, 1, 1]


def test_each_column_adds_up_its_own_points() -> None:
    line = ScoreLine(
        criterion="a",
        self_points=Decimal(40),
        appraisal_1=Decimal(30),
        appraisal_2=Decimal(35),
    )
    sums = {column: totals(table=table(), lines=[line], column=column) for column in Column}
    assert [sums[column].total for column in Column] == [40, 30, 35]


def test_a_claim_not_yet_answered_stands_aside_in_the_self_score_only() -> None:
    waiting = [aside("b", accepted=None)]
    assert "b" not in totals(table=table(), lines=waiting, column=Column.SELF).unscored
    assert "b" in totals(table=table(), lines=waiting, column=Column.FINAL).unscored


hundredths = st.integers(0, 4000).map(lambda number: Decimal(number).scaleb(-2))


@given(
    st.lists(hundredths, min_size=3, max_size=3),
    st.sampled_from(["b", ""]),
    st.sampled_from(Rounding),
)
def test_a_total_never_leaves_the_scale_without_bonus(
    points: list[Decimal], not_applicable: str, rounding: Rounding
) -> None:
    one = ScoreTable(
        sample=True,
        not_applicable=NotApplicable.EXCLUDE,
        decimals=2,
        rounding=rounding,
        bonus_may_exceed=False,
        sections=(section("s", "normal", *(criterion(name, "40") for name in "abc")),),
    )
    given_lines = [
        ScoreLine(criterion=name, appraisal_1=value)
        for name, value in zip("abc", points, strict=True)
    ]
    if not_applicable:
        given_lines[1] = aside(not_applicable)
    sums = totals(table=one, lines=given_lines)
    assert 0 <= sums.total <= sums.applicable_maximum
    assert sums.total <= sums.scaled <= one.max_points
    assert sums == totals(table=one, lines=reversed(given_lines))
