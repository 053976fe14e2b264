"""Command and page settle rounds as the product does, whatever is said of single awards."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random
from typing import Any

from server.domain import canonical
from server.domain.blocs.rules import (
    AwardVoting,
    Base,
    CaseRules,
    Nobody,
    QuotaRounding,
    QuotaShare,
    Threshold,
    TieRule,
    VotingMode,
)
from server.processes.award_review.rules.settling import Sharing, Standards, settle
from server.processes.award_review.rules.staging import mode_of, next_candidates
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    Candidates,
    CandidateTally,
    Tally,
)
from tests.domain.five_units import UNITS, award, rules, voting
from tests.verifier.running import VERIFIER
from tests.verifier.scripts import worked_out

OWN_THRESHOLD = Threshold(percent=None, base=Base.ALL, inclusive=True, share="4/5")


def tally(votes: Mapping[str, Mapping[str, int]], *, round_: int) -> Tally:
    """Make a tally of five ballots from the yes votes by award and unit."""
    lines = [
        CandidateTally(award=name, unit=unit, yes=yes, no=None, blank=None, absent=None, base=5)
        for name, units in votes.items()
        for unit, yes in units.items()
    ]
    return Tally(round=round_, candidates=tuple(lines))


def drawn(luck: Random) -> CaseRules:
    """Draw rules of three awards with everything that may be said of them."""
    names = ("flag", "merit", "thanks")
    own = AwardVoting(
        award=luck.choice(names),
        mode=luck.choice([None, VotingMode.PAPER]),
        threshold=luck.choice([None, OWN_THRESHOLD]),
        tie_rule=luck.choice([None, (TieRule.SECOND_ROUND,), (TieRule.FINAL_SCORE,)]),
        nobody=luck.choice([None, Nobody.COUNCIL]),
        max_rounds=luck.choice([None, 3]),
    )
    awards = [award("flag", luck.randint(0, 2))]
    for name in names[1:]:
        made = award(name, luck.randint(0, 3))
        above = luck.choice([each.id for each in awards])
        said: list[dict[str, Any]] = [{}, {"winners_of": above}, {"not_winners_of": above}]
        said += [{"quota": (), "quota_of": "flag"}]
        said += [
            {
                "quota": (),
                "quota_share": QuotaShare(
                    share=luck.choice(["1/3", "50%"]),
                    rounding=luck.choice(list(QuotaRounding)),
                    at_least=luck.randint(0, 1),
                ),
            }
        ]
        awards.append(replace(made, **luck.choice(said)))
    ties = [TieRule.PARTS, TieRule.FINAL_SCORE, TieRule.SECOND_ROUND, TieRule.COUNCIL]
    how = voting(
        tie_rule=tuple(luck.sample(ties, luck.randint(1, 4))),
        tie_parts=("s2", "s1"),
        one_award=luck.choice([None, None, True]),
        awards=luck.choice([None, (own,)]),
    )
    return rules(awards=tuple(awards), voting=how)


@dataclass(frozen=True, slots=True)
class Review:
    """A review that was drawn: its rules, rounds, points and who was proposed."""

    rules: CaseRules
    rounds: list[Tally]
    finals: Mapping[str, Fraction]
    points: Mapping[str, Mapping[str, Fraction]]
    proposed: Mapping[str, tuple[str, ...]]
    once: int
    """How many of the first rounds were settled as earlier releases did."""

    def sharing(self, round_: int) -> Sharing:
        """Return how awards of one quota were held to it in a round."""
        return Sharing.ROUND_BY_ROUND if round_ <= self.once else Sharing.WHOLE


def opened_once(
    found: CaseRules, proposed: Mapping[str, tuple[str, ...]], standing: Candidates
) -> Candidates:
    """Let all awards of a quota stand in one round, as earlier releases opened it."""
    of = {each.quota_of for each in found.awards if each.id in standing}
    mode = mode_of(found, standing)
    more = {
        each.id: proposed[each.id]
        for each in found.awards
        if each.quota_of in (*standing, *of - {None})
        and proposed[each.id]
        and found.voting.on(each.id).mode is mode
    }
    return {**standing, **more}


def played(luck: Random) -> tuple[Review, tuple[AwardSettled, ...]]:
    """Draw a review and let the product hold its rounds until none is left."""
    found = drawn(luck)
    finals = {unit: Fraction(luck.randint(1, 3), luck.randint(1, 2)) for unit in UNITS}
    points = {unit: {p: Fraction(luck.randint(0, 2)) for p in ("s1", "s2")} for unit in UNITS}
    standards = Standards(rules=found, finals=finals, parts=points)
    proposed = {each.id: tuple(luck.sample(UNITS, luck.randint(0, 5))) for each in found.awards}
    review = Review(found, [], finals, points, proposed, luck.choice([0, 0, 1, 2]))
    settled: tuple[AwardSettled, ...] = ()
    standing = next_candidates(found, proposed)
    if review.once:
        standing = opened_once(found, proposed, standing)
    while standing:
        assert len({found.voting.on(name).mode for name in standing}) == 1
        votes = {name: {unit: luck.randint(1, 5) for unit in us} for name, us in standing.items()}
        review.rounds.append(tally(votes, round_=len(review.rounds) + 1))
        done = settle(
            tally=review.rounds[-1],
            standards=replace(standards, sharing=review.sharing(len(review.rounds))),
            earlier=settled,
            proposed=proposed,
        )
        settled = done.awards
        standing = next_candidates(found, proposed, settled)
        assert done.again is bool(standing)
    return review, settled


def test_command_and_page_settle_as_the_product_does() -> None:
    luck = Random(11)  # noqa: S311 - the same draw each time
    reviews = [played(luck) for _ in range(300)]
    told = [[loosely(each) for each in settled] for _, settled in reviews]
    assert any(len(review.rounds) > 3 for review, _ in reviews)
    ways = [len(review.rules.voting.modes(review.rules.awards)) for review, _ in reviews]
    assert ways.count(2) > 50
    assert [by_command(review) for review, _ in reviews] == told
    assert by_page([review for review, _ in reviews]) == told


def loosely(settled: AwardSettled) -> list[object]:
    """Say what came of an award, without the order of equals."""
    rule = None if settled.rule is None else settled.rule.value
    return [settled.award, sorted(settled.nominated), sorted(settled.for_council), rule]


def by_command(review: Review) -> list[list[object]]:
    """Settle all rounds with the command's functions."""
    parts = {unit: dict(of) for unit, of in review.points.items()}
    scored = VERIFIER.Case(finals=dict(review.finals), parts=parts)
    earlier: dict[str, Any] = {}
    plain = canonical.plain(review.rules)
    for each in review.rounds:
        lines = [canonical.plain(line) for line in each.candidates]
        so_far = (earlier, review.proposed, review.sharing(each.round).value)
        settled = VERIFIER.settle_round(plain, each.round, lines, scored, so_far)
        earlier = {one["award"]: one for one in settled}
    return [
        [name, sorted(one["nominated"]), sorted(one["for_council"]), one["rule"]]
        for name, one in earlier.items()
    ]


PAGE = """
given.map(([rules, rounds, finals, parts, proposed, sharing]) => {
  const scored = {
    finals: new Map(Object.entries(finals).map(([unit, text]) => [unit, big(text)])),
    parts: new Map(Object.entries(parts).map(([unit, of]) =>
      [unit, new Map(Object.entries(of).map(([part, text]) => [part, big(text)]))])),
  };
  let earlier = {};
  for (const { round, candidates } of rounds) {
    const way = sharing[round - 1];
    const settled = settleRound(rules, round, candidates, scored, earlier, proposed, way);
    earlier = Object.fromEntries(settled.map((each) => [each.award, each]));
  }
  return Object.values(earlier).map((a) =>
    [a.award, [...a.nominated].sort(), [...a.for_council].sort(), a.rule]);
})
"""


def by_page(reviews: list[Review]) -> object:
    """Settle all rounds with the page's functions."""
    plain = [
        [
            canonical.plain(each.rules),
            [canonical.plain(held) for held in each.rounds],
            {unit: str(value) for unit, value in each.finals.items()},
            {unit: {p: str(v) for p, v in of.items()} for unit, of in each.points.items()},
            each.proposed,
            [each.sharing(held.round).value for held in each.rounds],
        ]
        for each in reviews
    ]
    return worked_out(PAGE, plain)
