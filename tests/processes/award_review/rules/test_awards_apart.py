"""What is said of one award, and of awards one after another: votes, quotas, who may stand."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocs.quorum import judge_all
from server.domain.blocs.rules import (
    AwardVoting,
    Base,
    CaseRules,
    Nobody,
    PriorWins,
    Quorum,
    QuorumBase,
    QuotaRounding,
    QuotaShare,
    SelfVote,
    Threshold,
    TieRule,
)
from server.processes.award_review.rules.eligibility import quota
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.staging import next_candidates
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    CandidateTally,
    Settled,
    Tally,
)
from server.processes.award_review.rules.voting import entitled, quorums_of
from tests.domain.five_units import LEADER, SCHOOL, UNITS, award, roll, rules, voting

Votes = Mapping[str, Mapping[str, int]]
OWN_THRESHOLD = Threshold(percent=None, base=Base.ALL, inclusive=True, share="4/5")


def tally(votes: Votes, *, round_: int = 1) -> Tally:
    """Make a tally of five ballots from the yes votes by award and unit."""
    lines = [
        CandidateTally(award=name, unit=unit, yes=yes, no=None, blank=None, absent=None, base=5)
        for name, units in votes.items()
        for unit, yes in units.items()
    ]
    return Tally(round=round_, candidates=tuple(lines))


def by_award(settled: Settled) -> dict[str, AwardSettled]:
    """Return what was settled by award."""
    return {each.award: each for each in settled.awards}


def two(flag: Mapping[str, Any], merit: Mapping[str, Any], **how: Any) -> CaseRules:  # noqa: ANN401
    """Make the rules of a flag and of two certificates."""
    awards = (replace(award("flag", 1), **flag), replace(award("merit", 2), **merit))
    return rules(awards=awards, voting=voting(**how))


def three(*said: Mapping[str, Any], **how: Any) -> CaseRules:  # noqa: ANN401
    """Make the rules of a flag and of two certificates below it, one of each."""
    names = ("flag", "merit", "thanks")
    awards = tuple(replace(award(n, 1), **each) for n, each in zip(names, said, strict=True))
    return rules(awards=awards, voting=voting(**how))


def test_an_award_may_have_its_own_threshold() -> None:
    own = AwardVoting(award="flag", threshold=OWN_THRESHOLD)
    standards = Standards(rules=two({}, {}, awards=(own,)), finals={})
    settled = by_award(
        settle(tally=tally({"flag": {"a": 3}, "merit": {"a": 3}}), standards=standards)
    )
    assert (settled["flag"].nominated, settled["merit"].nominated) == ((), ("a",))


def test_an_award_may_let_a_unit_vote_for_itself() -> None:
    own = AwardVoting(award="merit", self_vote=SelfVote.ALLOW)
    how = voting(awards=(own,))
    assert LEADER not in entitled(voting=how.on("flag"), roll=roll(), unit=LEADER)
    assert LEADER in entitled(voting=how.on("merit"), roll=roll(), unit=LEADER)


def test_the_meeting_needs_the_largest_quorum_of_its_awards() -> None:
    all_of_them = Quorum(numerator=1, denominator=1, base=QuorumBase.ALL)
    found = two({}, {}, awards=(AwardVoting(award="merit", quorum=all_of_them),))
    assert not judge_all(quorums_of(found), roll(*UNITS[:4])).reached
    assert judge_all(quorums_of(found), roll(*UNITS[:4])).needed == 5
    assert judge_all(quorums_of(found), roll()).reached


def test_only_who_was_not_proposed_for_the_flag_stands_for_the_certificate() -> None:
    found = two({}, {"not_winners_of": "flag"})
    proposed = {"flag": ("a", "b"), "merit": ("a", "b", "c")}
    assert next_candidates(found, proposed) == {"flag": ("a", "b")}
    standards = Standards(rules=found, finals={})
    first = settle(tally=tally({"flag": {"a": 5, "b": 4}}), standards=standards, proposed=proposed)
    assert first.again
    assert by_award(first)["merit"].waiting
    assert next_candidates(found, proposed, first.awards) == {"merit": ("b", "c")}
    second = settle(
        tally=tally({"merit": {"b": 3, "c": 4}}, round_=2),
        standards=standards,
        earlier=first.awards,
        proposed=proposed,
    )
    assert not second.again
    assert by_award(second)["merit"].nominated == ("c", "b")
    assert by_award(second)["merit"].first_round == 2
    assert Settled.from_json(second.to_json()) == second


def test_only_winners_stand_and_where_there_is_none_the_award_is_settled_with_nobody() -> None:
    found = two({}, {"winners_of": "flag"})
    proposed = {"flag": ("a",), "merit": ("a", "b")}
    standards = Standards(rules=found, finals={})
    won = settle(tally=tally({"flag": {"a": 5}}), standards=standards, proposed=proposed)
    assert next_candidates(found, proposed, won.awards) == {"merit": ("a",)}
    lost = settle(tally=tally({"flag": {"a": 1}}), standards=standards, proposed=proposed)
    assert not lost.again
    assert by_award(lost)["merit"].nominated == ()


def test_awards_that_draw_on_one_quota_are_voted_on_one_after_another() -> None:
    ties = (TieRule.SECOND_ROUND,)
    shared: dict[str, Any] = {"quota": (), "quota_of": "flag"}
    found = three({}, shared, shared, tie_rule=ties, max_rounds=2)
    proposed = {"flag": ("a",), "merit": ("b", "c"), "thanks": ("d",)}
    standards = Standards(rules=found, finals={})
    nobody = settle(tally=tally({"flag": {"a": 1}}), standards=standards, proposed=proposed)
    assert next_candidates(found, proposed, nobody.awards) == {"merit": ("b", "c")}
    tied = settle(
        tally=tally({"merit": {"b": 4, "c": 4}}, round_=2),
        standards=standards,
        earlier=nobody.awards,
        proposed=proposed,
    )
    assert next_candidates(found, proposed, tied.awards) == {"merit": ("b", "c")}
    one = settle(
        tally=tally({"merit": {"b": 5, "c": 3}}, round_=3),
        standards=standards,
        earlier=tied.awards,
        proposed=proposed,
    )
    assert (one.again, by_award(one)["merit"].nominated) == (False, ("b",))
    none = settle(
        tally=tally({"merit": {"b": 1, "c": 1}}, round_=3),
        standards=standards,
        earlier=tied.awards,
        proposed=proposed,
    )
    assert next_candidates(found, proposed, none.awards) == {"thanks": ("d",)}


def test_one_unit_gets_one_award_the_highest() -> None:
    found = two({}, {}, one_award=True)
    proposed = {"flag": ("a", "b"), "merit": ("a", "b")}
    standards = Standards(rules=found, finals={})
    first = settle(tally=tally({"flag": {"a": 5, "b": 4}}), standards=standards, proposed=proposed)
    assert next_candidates(found, proposed, first.awards) == {"merit": ("b",)}


def test_a_tie_above_is_decided_before_the_awards_that_wait_and_rounds_count_by_award() -> None:
    ties = (TieRule.SECOND_ROUND, TieRule.COUNCIL)
    found = two({}, {"not_winners_of": "flag"}, tie_rule=ties, max_rounds=2)
    proposed = {"flag": ("a", "b"), "merit": ("c", "d", "e")}
    standards = Standards(rules=found, finals={})
    first = settle(tally=tally({"flag": {"a": 4, "b": 4}}), standards=standards, proposed=proposed)
    assert next_candidates(found, proposed, first.awards) == {"flag": ("a", "b")}
    second = settle(
        tally=tally({"flag": {"a": 4, "b": 3}}, round_=2),
        standards=standards,
        earlier=first.awards,
        proposed=proposed,
    )
    level = tally({"merit": {"c": 5, "d": 4, "e": 4}}, round_=3)
    third = settle(tally=level, standards=standards, earlier=second.awards, proposed=proposed)
    assert by_award(third)["merit"].again == ("d", "e")
    fourth = settle(
        tally=tally({"merit": {"d": 4, "e": 4}}, round_=4),
        standards=standards,
        earlier=third.awards,
        proposed=proposed,
    )
    assert by_award(fourth)["merit"].rule is TieRule.COUNCIL


@pytest.mark.parametrize(
    ("nobody", "nominated", "council"),
    [(None, (), ()), (Nobody.NONE, (), ()), (Nobody.COUNCIL, ("a", "b"), ("a", "b"))],
)
def test_a_second_round_that_elects_nobody_ends_as_the_rules_say(
    nobody: Nobody | None, nominated: tuple[str, ...], council: tuple[str, ...]
) -> None:
    found = rules(
        awards=(award("flag", 1),),
        voting=voting(tie_rule=(TieRule.SECOND_ROUND,), max_rounds=3, nobody=nobody),
    )
    standards = Standards(rules=found, finals={})
    first = settle(tally=tally({"flag": {"a": 4, "b": 4}}), standards=standards)
    assert first.again
    second = settle(
        tally=tally({"flag": {"a": 2, "b": 1}}, round_=2),
        standards=standards,
        earlier=first.awards,
    )
    flag = by_award(second)["flag"]
    assert (flag.nominated, flag.for_council, second.again) == (nominated, council, False)


def test_equals_are_compared_by_the_declared_parts_in_their_order() -> None:
    how = voting(tie_rule=(TieRule.PARTS, TieRule.COUNCIL), tie_parts=("s2", "s1"))
    found = rules(awards=(award("flag", 1),), voting=how)
    parts = {
        "a": {"s1": Fraction(50), "s2": Fraction(30)},
        "b": {"s1": Fraction(40), "s2": Fraction(40)},
        "c": {"s1": Fraction(41), "s2": Fraction(40)},
    }
    level = tally({"flag": {"a": 4, "b": 4, "c": 4}})
    flag = settle(tally=level, standards=Standards(rules=found, finals={}, parts=parts)).awards[0]
    assert (flag.nominated, flag.rule) == (("c",), TieRule.PARTS)
    parts["b"]["s1"] = Fraction(41)
    flag = settle(tally=level, standards=Standards(rules=found, finals={}, parts=parts)).awards[0]
    assert (set(flag.for_council), flag.rule) == ({"b", "c"}, TieRule.COUNCIL)


@pytest.mark.parametrize(
    ("share", "rounding", "units", "maximum"),
    [
        ("20%", QuotaRounding.DOWN, 14, 2),
        ("20%", QuotaRounding.UP, 14, 3),
        ("25%", QuotaRounding.HALF_UP, 14, 4),
        ("1/3", QuotaRounding.HALF_UP, 10, 3),
        ("1%", QuotaRounding.DOWN, 10, 1),
    ],
)
def test_a_quota_may_be_a_share_of_the_units(
    share: str, rounding: QuotaRounding, units: int, maximum: int
) -> None:
    assert QuotaShare(share=share, rounding=rounding, at_least=1).maximum(units) == maximum


def test_two_awards_may_share_a_quota() -> None:
    found = two({"quota": award("flag", 2).quota}, {"quota": (), "quota_of": "flag"})
    assert quota(rules=found, award="merit") == 2
    proposed = {"flag": ("a",), "merit": ("b", "c")}
    standards = Standards(rules=found, finals={"b": Fraction(1), "c": Fraction(2)})
    first = settle(tally=tally({"flag": {"a": 5}}), standards=standards, proposed=proposed)
    second = settle(
        tally=tally({"merit": {"b": 5, "c": 5}}, round_=2),
        standards=standards,
        earlier=first.awards,
        proposed=proposed,
    )
    assert by_award(second)["merit"].nominated == ("c",)


@pytest.mark.parametrize(
    ("won", "holds"),
    [((2019, 2023), True), ((2018, 2023), False), ((2024, 2023), False), ((2023, 2023), False)],
)
def test_a_condition_over_years_counts_years_before_this_one(
    won: tuple[int, ...], *, holds: bool
) -> None:
    prior = PriorWins(award="merit", wins=2, years=5)
    assert prior.compare(won, 2024).holds is holds


@given(st.permutations(list(UNITS)), st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_the_order_of_units_is_irrelevant(order: list[str], votes: list[int]) -> None:
    found = rules(awards=(award("flag", 2),), voting=voting(tie_rule=(TieRule.COUNCIL,)))
    standards = Standards(rules=found, finals={})
    given_votes = dict(zip(UNITS, votes, strict=True))
    one = settle(tally=tally({"flag": given_votes}), standards=standards).awards[0]
    mixed = {unit: given_votes[unit] for unit in order}
    other = settle(tally=tally({"flag": mixed}), standards=standards).awards[0]
    assert set(one.nominated) == set(other.nominated)


@given(st.lists(st.integers(0, 5), min_size=5, max_size=5), st.integers(0, 100))
def test_no_unit_loses_an_award_by_a_higher_final(votes: list[int], more: int) -> None:
    how = voting(tie_rule=(TieRule.FINAL_SCORE, TieRule.COUNCIL))
    found = rules(awards=(award("flag", 2),), voting=how)
    finals = {unit: Fraction(10 * number) for number, unit in enumerate(UNITS)}
    counted = tally({"flag": dict(zip(UNITS, votes, strict=True))})
    before = settle(tally=counted, standards=Standards(rules=found, finals=finals)).awards[0]
    finals[SCHOOL] += more
    after = settle(tally=counted, standards=Standards(rules=found, finals=finals)).awards[0]
    assert SCHOOL in after.nominated or SCHOOL not in before.nominated
