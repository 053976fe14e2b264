"""Awards on one quota never propose more than it has, whatever rounds were recorded before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from server.domain.blocs.rules import Award, CaseRules, Nobody, TieRule
from server.processes.award_review.rules.settling import Sharing, Standards, settle
from server.processes.award_review.rules.staging import next_candidates
from server.processes.award_review.rules.tallies import AwardSettled, CandidateTally, Tally
from tests.domain.five_units import UNITS, award, rules, voting

Votes = Mapping[str, Mapping[str, int]]
PROPOSED = {"merit": ("b", "c"), "thanks": ("d", "e")}
LEVEL = {"b": 4, "c": 4}


def on_one_quota(maximum: int = 1, **how: Any) -> CaseRules:  # noqa: ANN401 - voting rules
    """Make the rules of a flag and of two certificates that draw on its quota."""
    flag = award("flag", maximum)
    said: dict[str, Any] = {"quota": (), "quota_of": "flag"}
    below: list[Award] = [replace(award(name, 1), **said) for name in ("merit", "thanks")]
    asked: dict[str, Any] = {"tie_rule": (TieRule.SECOND_ROUND,), "max_rounds": 4} | how
    return rules(awards=(flag, *below), voting=voting(**asked))


def after(
    found: CaseRules,
    rounds: Iterable[Votes],
    *,
    proposed: Mapping[str, tuple[str, ...]] = PROPOSED,
    once: int = 0,
) -> tuple[AwardSettled, ...]:
    """Settle rounds one after another; the first `once` of them as they were settled once."""
    settled: tuple[AwardSettled, ...] = ()
    for number, votes in enumerate(rounds, start=1):
        lines = tuple(
            CandidateTally(award=name, unit=unit, yes=yes, no=None, blank=None, absent=None, base=5)
            for name, units in votes.items()
            for unit, yes in units.items()
        )
        sharing = Sharing.ROUND_BY_ROUND if number <= once else Sharing.WHOLE
        settled = settle(
            tally=Tally(round=number, candidates=lines),
            standards=Standards(rules=found, finals={}, sharing=sharing),
            earlier=settled,
            proposed=proposed,
        ).awards
    return settled


def nominated(settled: Iterable[AwardSettled]) -> Mapping[str, tuple[str, ...]]:
    """Return who is proposed, by award; without awards that propose nobody."""
    return {each.award: each.nominated for each in settled if each.nominated}


def test_an_award_waits_though_it_was_voted_on_with_a_tied_one_above_it() -> None:
    found = on_one_quota()
    first = after(found, [{"merit": LEVEL, "thanks": {"d": 5, "e": 1}}])
    assert nominated(first) == {}
    assert next_candidates(found, PROPOSED, first) == {"merit": ("b", "c")}
    rounds: list[Votes] = [
        {"merit": LEVEL, "thanks": {"d": 5, "e": 1}},
        {"merit": {"b": 1, "c": 1}},
    ]
    second = after(found, rounds)
    assert next_candidates(found, PROPOSED, second) == {"thanks": ("d", "e")}
    third = after(found, [*rounds, {"thanks": {"d": 5, "e": 4}}])
    assert nominated(third) == {"thanks": ("d",)}


def test_two_awards_tied_in_one_recorded_round_are_voted_on_again_one_after_another() -> None:
    found = on_one_quota()
    level: Votes = {"merit": LEVEL, "thanks": {"d": 4, "e": 4}}
    recorded = after(found, [level], once=1)
    assert next_candidates(found, PROPOSED, recorded) == {"merit": ("b", "c")}
    second = after(found, [level, {"merit": {"b": 5, "c": 3}}], once=1)
    assert nominated(second) == {"merit": ("b",)}
    assert next_candidates(found, PROPOSED, second) == {}


@pytest.mark.parametrize("nobody", [Nobody.NONE, Nobody.COUNCIL])
@pytest.mark.parametrize("yes", [1, 5])
def test_what_an_award_below_took_in_a_recorded_round_is_taken(nobody: Nobody, yes: int) -> None:
    found = on_one_quota(nobody=nobody)
    recorded: Votes = {"merit": LEVEL, "thanks": {"d": 5, "e": 1}}
    assert nominated(after(found, [recorded], once=1)) == {"thanks": ("d",)}
    second = after(found, [recorded, {"merit": {"b": yes, "c": 1}}], once=1)
    assert nominated(second) == {"thanks": ("d",)}


def test_no_further_round_goes_beyond_the_quota() -> None:
    luck = Random(7)  # noqa: S311 - the same draw each time
    kept = 0
    for _ in range(400):
        found = on_one_quota(luck.randint(1, 3), max_rounds=luck.randint(1, 5))
        names = [each.id for each in found.awards]
        proposed = {name: tuple(luck.sample(UNITS, luck.randint(0, 4))) for name in names}
        once, rounds = luck.randint(0, 3), list[Votes]()
        before: tuple[AwardSettled, ...] = ()
        standing: Mapping[str, tuple[str, ...]] = proposed
        while any(standing.values()):
            rounds.append({a: {u: luck.randint(2, 5) for u in us} for a, us in standing.items()})
            settled = after(found, rounds, proposed=proposed, once=once)
            held = [sum(map(len, nominated(each).values())) for each in (before, settled)]
            most = found.award("flag").maximum(len(UNITS))
            assert len(rounds) <= once or held[1] <= max(most, held[0])
            kept += len(rounds) > once and held[1] == most
            again = {each.award: each.again for each in settled if each.again}
            as_once = again if len(rounds) <= once else None
            standing = as_once or next_candidates(found, proposed, settled)
            before = settled
    assert kept > 100
