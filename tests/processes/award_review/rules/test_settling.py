"""What a round of voting settles."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocs.rules import TieRule
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    CandidateTally,
    Settled,
    Tally,
)
from tests.domain.five_units import award, rules, voting

FINAL, AGAIN, COUNCIL = TieRule.FINAL_SCORE, TieRule.SECOND_ROUND, TieRule.COUNCIL


def tally(number: int = 1, base: int = 5, **yes: int) -> Tally:
    """Make a tally of candidates for the flag."""
    return Tally(
        round=number,
        candidates=tuple(_line("flag", unit, votes, base) for unit, votes in yes.items()),
    )


def _line(award: str, unit: str, yes: int, base: int) -> CandidateTally:
    return CandidateTally(
        award=award, unit=unit, yes=yes, no=None, blank=None, absent=None, base=base
    )


def standards(quota: int = 1, *ties: TieRule, **finals: int) -> Standards:
    """Make standards: more than half of all, two rounds at most."""
    return Standards(
        rules=rules(awards=(award("flag", quota),), voting=voting(tie_rule=ties, max_rounds=2)),
        finals={unit: Fraction(points) for unit, points in finals.items()},
    )


def flag(settled: Settled) -> AwardSettled:
    """Return what was settled on the flag."""
    return settled.awards[0]


def tied_again(settled: Settled) -> Mapping[str, tuple[str, ...]]:
    """Return who is voted on again, by award."""
    return {each.award: each.again for each in settled.awards if each.again}


@pytest.mark.parametrize(
    ("quota", "nominated"),
    [(0, ()), (1, ("b",)), (2, ("b", "a")), (3, ("b", "a")), (9, ("b", "a"))],
)
def test_who_passes_is_nominated_by_votes_up_to_the_quota(
    quota: int, nominated: tuple[str, ...]
) -> None:
    settled = settle(tally=tally(a=3, b=4, c=2), standards=standards(quota))
    assert flag(settled).nominated == nominated
    assert (flag(settled).tied, flag(settled).rule, settled.again) == ((), None, False)


def test_equals_who_all_fit_are_no_tie() -> None:
    settled = settle(tally=tally(a=4, b=4, c=3), standards=standards(2, COUNCIL))
    assert (flag(settled).nominated, flag(settled).tied) == (("a", "b"), ())


def test_the_higher_final_score_wins_a_tie() -> None:
    settled = settle(tally=tally(a=4, b=4), standards=standards(1, FINAL, AGAIN, a=90, b=91))
    assert flag(settled).nominated == ("b",)
    assert (flag(settled).tied, flag(settled).rule) == (("b", "a"), FINAL)
    assert not settled.again


def test_votes_come_before_the_final_score() -> None:
    settled = settle(tally=tally(a=5, b=4), standards=standards(1, FINAL, a=1, b=99))
    assert flag(settled).nominated == ("a",)


def test_equal_finals_go_to_a_second_round_among_the_tied_only() -> None:
    settled = settle(
        tally=tally(a=4, b=4, c=3), standards=standards(1, FINAL, AGAIN, a=90, b=90, c=95)
    )
    assert settled.again
    assert tied_again(settled) == {"flag": ("a", "b")}
    assert flag(settled).nominated == ()


def test_the_final_score_may_give_one_seat_and_leave_the_next_to_a_second_round() -> None:
    settled = settle(
        tally=tally(a=4, b=4, c=4), standards=standards(2, FINAL, AGAIN, a=95, b=90, c=90)
    )
    assert flag(settled).nominated == ("a",)
    assert tied_again(settled) == {"flag": ("b", "c")}
    assert (flag(settled).tied, flag(settled).rule) == (("a", "b", "c"), AGAIN)


def test_tie_rules_are_tried_in_the_declared_order() -> None:
    settled = settle(tally=tally(a=4, b=4), standards=standards(1, AGAIN, FINAL, a=90, b=91))
    assert settled.again
    last = settle(tally=tally(2, a=4, b=4), standards=standards(1, AGAIN, FINAL, a=90, b=91))
    assert (flag(last).nominated, last.again) == (("b",), False)


def test_no_round_is_held_beyond_the_last() -> None:
    rules = standards(1, FINAL, AGAIN, COUNCIL, a=90, b=90)
    assert settle(tally=tally(1, a=4, b=4), standards=rules).again
    last = settle(tally=tally(2, a=4, b=4), standards=rules)
    assert not last.again
    assert (flag(last).nominated, flag(last).for_council) == (("a", "b"), ("a", "b"))
    assert flag(last).rule is COUNCIL


def test_where_no_declared_rule_decides_none_of_the_tied_is_nominated() -> None:
    rules = standards(2, FINAL, AGAIN, a=99, b=90, c=90)
    last = flag(settle(tally=tally(2, a=5, b=4, c=4), standards=rules))
    assert (last.nominated, last.tied, last.rule) == (("a",), ("b", "c"), None)
    assert (last.again, last.for_council) == ((), ())


def test_winners_of_an_earlier_round_are_kept_and_use_up_the_quota() -> None:
    rules = standards(2, AGAIN)
    first = settle(tally=tally(a=5, b=4, c=4), standards=rules)
    assert (flag(first).nominated, tied_again(first)) == (("a",), {"flag": ("b", "c")})
    second = settle(tally=tally(2, b=3, c=4), standards=rules, earlier=first.awards)
    assert flag(second).nominated == ("a", "c")
    assert not second.again


def test_the_threshold_holds_in_a_second_round_too() -> None:
    rules = standards(1, AGAIN)
    first = settle(tally=tally(a=3, b=3), standards=rules)
    second = settle(tally=tally(2, a=2, b=2), standards=rules, earlier=first.awards)
    assert (flag(second).nominated, second.again) == ((), False)


def test_an_award_without_a_second_round_stays_as_it_was_settled() -> None:
    two = Standards(
        rules=rules(
            awards=(award("flag", 1), award("merit", 1)), voting=voting(tie_rule=(FINAL, AGAIN))
        ),
        finals={"a": Fraction(90), "b": Fraction(90), "c": Fraction(80), "d": Fraction(70)},
    )
    votes = (
        _line("merit", "a", 4, 5),
        _line("merit", "b", 4, 5),
        _line("flag", "c", 4, 5),
        _line("flag", "d", 4, 5),
    )
    first = settle(tally=Tally(round=1, candidates=votes), standards=two)
    assert [each.award for each in first.awards] == ["flag", "merit"]
    assert tied_again(first) == {"merit": ("a", "b")}
    again = Tally(round=2, candidates=(_line("merit", "a", 2, 5), _line("merit", "b", 3, 5)))
    second = settle(tally=again, standards=two, earlier=first.awards)
    assert second.awards[0] == first.awards[0]
    assert second.awards[1].nominated == ("b",)


def test_an_award_nobody_stands_for_is_settled_with_nobody() -> None:
    settled = settle(tally=Tally(round=1, candidates=()), standards=standards(1, AGAIN))
    assert flag(settled).nominated == ()


def test_a_settled_round_survives_json() -> None:
    settled = settle(tally=tally(a=4, b=4), standards=standards(1, AGAIN, a=90, b=90))
    assert Settled.from_json(settled.to_json()) == settled


votes = st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 5), max_size=7)
scores = st.fixed_dictionaries({unit: st.integers(88, 90) for unit in "abcdefg"})
orders = st.lists(st.sampled_from(TieRule), unique=True, max_size=3)


@given(votes, scores, orders, st.integers(0, 4), st.integers(1, 2), st.randoms())
def test_a_round_never_nominates_more_than_the_quota_but_for_the_council(  # noqa: PLR0913, PLR0917
    yes: Mapping[str, int],
    points: Mapping[str, int],
    ties: list[TieRule],
    quota: int,
    number: int,
    random: Any,  # noqa: ANN401 - hypothesis' Random
) -> None:
    rules = standards(quota, *ties, **points)
    settled = settle(tally=tally(number, **yes), standards=rules)
    line = flag(settled)
    assert len(set(line.nominated)) == len(line.nominated)
    assert len(line.nominated) - len(line.for_council) <= quota
    if line.rule is not COUNCIL:
        assert line.for_council == ()
    assert all(yes[unit] * 100 > 50 * 5 for unit in line.nominated)
    assert not set(line.nominated) & set(line.again)
    assert settled.again is bool(line.again)
    assert not (settled.again and number == 2)
    assert not (settled.again and AGAIN not in ties)
    shuffled = list(yes.items())
    random.shuffle(shuffled)
    assert settle(tally=tally(number, **dict(shuffled)), standards=rules) == settled


@given(votes, scores, orders, st.integers(0, 4))
def test_nobody_is_left_out_for_somebody_with_fewer_votes(
    yes: Mapping[str, int], points: Mapping[str, int], ties: list[TieRule], quota: int
) -> None:
    line = flag(settle(tally=tally(**yes), standards=standards(quota, *ties, **points)))
    passed = {unit for unit, count in yes.items() if count > 2}
    for winner in line.nominated:
        assert all(yes[out] <= yes[winner] for out in passed - set(line.nominated))
