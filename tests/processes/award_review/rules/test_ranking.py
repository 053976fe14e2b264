"""Ranking, eligibility and candidates."""

from dataclasses import asdict, replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.mistakes import Mistakes
from server.processes.award_review.rules.eligibility import (
    check_candidates,
    eligibility_facts,
    quotas,
)
from server.processes.evaluation.rules.ranking import (
    Ranked,
    UnitFinals,
    finals,
    rank,
)
from tests.domain.five_units import (
    DEPUTY,
    LEADER,
    PRESS,
    RADIO,
    SCHOOL,
    award,
    found,
    rules,
)


def standing(unit: str, scaled: str) -> UnitFinals:
    """Make a standing whose key is the unit's id."""
    return UnitFinals(unit=unit, total=Decimal(scaled), scaled=Fraction(scaled), key=unit)


def ranks(*standings: UnitFinals, taken_out: tuple[str, ...] = ()) -> list[tuple[str, int, bool]]:
    """Return unit, rank and whether it is shared."""
    ranked = rank(standings=standings, taken_out=taken_out)
    return [(place.unit, place.rank, place.shares_rank) for place in ranked]


def test_equal_finals_share_a_rank_and_the_next_rank_is_free() -> None:
    standings = (standing("c", "90"), standing("b", "95.00"), standing("a", "95"))
    assert ranks(*standings) == [("a", 1, True), ("b", 1, True), ("c", 3, False)]


def test_a_hundredth_decides() -> None:
    assert ranks(standing("a", "95.00"), standing("b", "95.01")) == [
        ("b", 1, False),
        ("a", 2, False),
    ]


def test_a_unit_taken_out_is_not_ranked_and_takes_no_rank() -> None:
    standings = (standing("a", "95"), standing("b", "95"), standing("c", "90"))
    assert ranks(*standings, taken_out=("a",)) == [("b", 1, False), ("c", 2, False)]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.randoms())
def test_the_ranking_does_not_depend_on_the_order_units_come_in(
    points: list[int], random: Random
) -> None:
    standings = [standing(f"u{number}", str(value)) for number, value in enumerate(points)]
    shuffled = list(standings)
    random.shuffle(shuffled)
    ranking = rank(standings=shuffled)
    assert ranking == rank(standings=standings)
    for place in ranking:
        better = sum(other.scaled > place.scaled for other in ranking)
        assert place.rank == better + 1


RANKING = rank(
    standings=(
        standing(LEADER, "95"),
        standing(DEPUTY, "95"),
        standing(SCHOOL, "80"),
        standing(PRESS, "79.99"),
    )
)


def facts(award_id: str) -> dict[str, tuple[bool, bool, bool]]:
    """Return ranked, within the rank, enough points, by unit."""
    return {
        fact.unit: (fact.ranked, fact.within_rank, fact.enough_points)
        for fact in eligibility_facts(rules=rules(), ranking=RANKING)
        if fact.award == award_id
    }


def test_the_facts_say_who_is_within_the_rank() -> None:
    assert facts("flag") == {
        LEADER: (True, True, True),
        DEPUTY: (True, True, True),
        SCHOOL: (True, False, True),
        PRESS: (True, False, True),
        RADIO: (False, False, False),
    }


@pytest.mark.parametrize(("max_rank", "within"), [(1, 2), (2, 2), (3, 3), (4, 4)])
def test_the_last_rank_allowed_is_within(max_rank: int, within: int) -> None:
    only = rules(awards=(award("flag", 1, max_rank=max_rank),))
    judged = eligibility_facts(rules=only, ranking=RANKING)
    assert sum(fact.within_rank for fact in judged) == within


def test_the_facts_say_who_has_enough_points() -> None:
    assert facts("merit")[SCHOOL] == (True, True, True)
    assert facts("merit")[PRESS] == (True, True, False)


def test_the_facts_are_whole_numbers_for_the_decision_table() -> None:
    fact = next(
        fact
        for fact in eligibility_facts(rules=rules(), ranking=RANKING)
        if (fact.award, fact.unit) == ("merit", PRESS)
    )
    assert asdict(replace(fact, points=None)) == {
        "award": "merit",
        "unit": PRESS,
        "ranked": True,
        "rank": 4,
        "max_rank": None,
        "percent": 7999,
        "min_percent": 8000,
        "within_rank": True,
        "enough_points": False,
        "quota": 2,
        "points": None,
        "wins": None,
        "excluded_by": None,
        "enough_grade": True,
    }


def test_the_quota_goes_by_the_number_of_member_units() -> None:
    assert quotas(rules()) == {"flag": 1, "merit": 2}
    assert quotas(rules(awards=(award("flag", 3),), units=rules().units * 2)) == {"flag": 0}


def candidates(value: dict[str, dict[str, object]]) -> list[tuple[str, str]]:
    """Take candidates where two units may have the flag and one the certificate."""
    eligible = {"flag": (LEADER, DEPUTY), "merit": (SCHOOL,)}
    named = check_candidates(eligible=eligible, value={"candidates": value})
    return [(candidacy.award, candidacy.unit) for candidacy in named]


def test_eligible_units_are_proposed_per_award() -> None:
    value: dict[str, dict[str, object]] = {
        "flag": {LEADER: {"proposed": True}, DEPUTY: {"proposed": False}},
        "merit": {SCHOOL: {"proposed": True}},
    }
    assert candidates(value) == [("flag", LEADER), ("merit", SCHOOL)]


@pytest.mark.parametrize(
    ("value", "mistakes"),
    [
        (
            {"flag": {SCHOOL: {"proposed": True}}},
            {f"candidates.flag.{SCHOOL}.proposed": "not_eligible"},
        ),
        (
            {"flag": {"x/y": {"proposed": True}}},
            {"candidates.flag.x/y.proposed": "not_eligible"},
        ),
        ({"medal": {LEADER: {"proposed": True}}}, {"candidates.medal": "unknown_row"}),
        ({"flag": {LEADER: {"proposed": False}}}, {"candidates": "no_candidate"}),
        ({}, {"candidates": "no_candidate"}),
    ],
)
def test_nobody_else_is_proposed(
    value: dict[str, dict[str, object]], mistakes: dict[str, str]
) -> None:
    with pytest.raises(Mistakes) as caught:
        candidates(value)
    assert found(caught.value) == mistakes


def test_finals_are_the_points_on_the_whole_scale() -> None:
    ranked = Ranked(unit="a", total=Decimal(76), scaled=Fraction(95), rank=1, shares_rank=False)
    assert finals([ranked]) == {"a": 95}


def test_nearly_ninety_is_neither_ninety_nor_its_equal() -> None:
    """87 of 97 points that apply, on a table of whole points: the standing is 89.69, not 90."""
    close = UnitFinals(unit="a", total=Decimal(87), scaled=Fraction(8700, 97), key="a")
    full = UnitFinals(unit="b", total=Decimal(90), scaled=Fraction(90), key="b")
    assert ranks(close, full) == [("b", 1, False), ("a", 2, False)]
