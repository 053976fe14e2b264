"""Shares of a whole are exact, whichever way a paper writes them, and old files read on."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.bloc_file import BlocYearFile
from server.domain.blocs.comparing import Comparison, read_share
from server.domain.blocs.rules import (
    Base,
    CaseRules,
    Eligibility,
    Minimum,
    PointsBase,
    Quorum,
    QuorumBase,
    Threshold,
)
from tests.domain import five_units
from tests.domain.bloc_years import PLAN, read, rules

THRESHOLD = 'threshold = { percent = 50, base = "present"'
QUORUM = 'quorum = { numerator = 2, denominator = 3, base = "all" }\nthreshold = { percent = 50'


def changed(old: str, new: str) -> CaseRules:
    """Read the plan's file with one thing written otherwise."""
    assert old in PLAN
    return rules(PLAN.replace(old, new, 1))


def minimum(**said: object) -> Minimum:
    """Make a minimum of two thirds of the scale, unless told."""
    made = {
        "points": None,
        "share": "2/3",
        "base": PointsBase.SCALE,
        "number": None,
        "strict": False,
    }
    return Minimum(**(made | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("2/3", Fraction(2, 3)),
        ("90%", Fraction(9, 10)),
        ("66.667 %", Fraction(66667, 100000)),
        ("110%", Fraction(11, 10)),
        ("0.5", None),
        ("66,5%", None),
        ("1/0", None),
        ("-1/2", None),
        ("", None),
    ],
)
def test_a_share_is_a_fraction_or_a_percentage(text: str, share: Fraction | None) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize(
    ("share", "yes", "of", "inclusive", "passes"),
    [
        ("2/3", 10, 15, True, True),
        ("2/3", 10, 15, False, False),
        ("2/3", 9, 15, True, False),
        ("66.67%", 10, 15, True, False),
        ("1/2", 8, 16, False, False),
        ("100%", 15, 15, True, True),
    ],
)
def test_ten_of_fifteen_are_two_thirds(
    share: str, yes: int, of: int, *, inclusive: bool, passes: bool
) -> None:
    threshold = Threshold(percent=None, base=Base.ALL, inclusive=inclusive, share=share)
    assert threshold.passed(yes=yes, of=of) is passes


def test_what_was_compared_is_told_with_its_base() -> None:
    threshold = Threshold(percent=None, base=Base.ALL, inclusive=True, share="2/3")
    told = threshold.compare(yes=10, of=15)
    assert told == Comparison(
        value=Fraction(10), needed=Fraction(10), share=Fraction(2, 3), base=Fraction(15)
    )


def test_a_threshold_and_a_quorum_may_be_written_as_shares() -> None:
    council = 'percent = 50, base = "present", inclusive = false'
    found = changed(council, 'share = "2/3", base = "present", inclusive = true')
    assert found.voting.threshold.passed(yes=10, of=15)
    assert CaseRules.from_json(found.to_json()) == found
    share = changed(QUORUM, QUORUM.replace("numerator = 2, denominator = 3", 'share = "70%"'))
    assert (share.voting.quorum.numerator, share.voting.quorum.denominator) == (7, 10)


def test_a_percentage_may_have_any_precision() -> None:
    found = changed(THRESHOLD, 'threshold = { percent = 66.66667, base = "present"')
    assert found.voting.threshold.percent == Decimal("66.66667")


def test_more_than_half_must_be_there_where_the_quorum_is_strict() -> None:
    half = Quorum(numerator=1, denominator=2, base=QuorumBase.ALL, strict=True)
    assert not half.reached(present=5, of=10)
    assert half.reached(present=6, of=10)
    assert half.needed(10) == 6
    assert half.needed(11) == 6


def test_rules_of_before_keep_their_bytes() -> None:
    found = rules().to_json()
    assert isinstance(found, dict)
    assert '"share"' not in str(found).replace("'", '"')
    assert '"strict"' not in str(found).replace("'", '"')


@pytest.mark.parametrize(
    ("asked", "least"),
    [
        (minimum(), Fraction(200, 3)),
        (minimum(share="90%", base=PointsBase.WITH_BONUS), Fraction(99)),
        (minimum(share="90%", base=PointsBase.NUMBER, number=Decimal(1000)), Fraction(900)),
        (minimum(share=None, points=Decimal("85.5"), base=PointsBase.NUMBER), Fraction(171, 2)),
    ],
)
def test_a_minimum_is_of_the_base_it_names(asked: Minimum, least: Fraction) -> None:
    table = five_units.table()
    assert asked.compare(least, table).holds
    assert not asked.compare(least - Fraction(1, 10**9), table).holds


def test_a_strict_minimum_is_not_met_by_exactly_as_much() -> None:
    asked, table = minimum(strict=True), five_units.table()
    assert not asked.compare(Fraction(200, 3), table).holds
    assert asked.compare(Fraction(201, 3), table).holds


@pytest.mark.parametrize(
    ("written", "base", "number"),
    [
        ('min = { share = "2/3", base = "scale_with_bonus" }', PointsBase.WITH_BONUS, None),
        ('min = { share = "90%", base = 1000, strict = true }', PointsBase.NUMBER, Decimal(1000)),
        ("min = { points = 85.5 }", PointsBase.NUMBER, None),
    ],
)
def test_a_minimum_is_read_from_the_file(
    written: str, base: PointsBase, number: Decimal | None
) -> None:
    asked = changed("min_percent = 90", written).awards[0].eligibility.minimum
    assert asked is not None
    assert (asked.base, asked.number) == (base, number)


@given(st.fractions(0, 200), st.fractions(0, 200), st.sampled_from(["2/3", "90%", "110%"]))
def test_a_higher_final_never_fails_where_a_lower_one_holds(
    one: Fraction, other: Fraction, share: str
) -> None:
    asked = Eligibility(max_rank=None, min_percent=None, minimum=minimum(share=share))
    low, high = sorted((one, other))
    held = asked.compare_points(low, five_units.table())
    assert held is not None
    above = asked.compare_points(high, five_units.table())
    assert above is not None
    assert above.holds or not held.holds


def test_a_file_of_before_reads_on() -> None:
    assert isinstance(read(PLAN), BlocYearFile)
