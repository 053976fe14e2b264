"""What is told of votes and seats is what settles a round: over drawn rounds."""

from fractions import Fraction
from random import Random

from server.domain.blocs.rules import TieRule
from server.processes.award_review.rules.eligibility import quota
from server.processes.award_review.rules.explaining import (
    explain_seats,
    explain_tie,
    explain_ties,
    explain_votes,
    tie_rules_tried,
)
from server.processes.award_review.rules.settling import Standards, settle
from server.processes.award_review.rules.tallies import AwardSettled, CandidateTally, Tally
from tests.domain.five_units import award, rules, voting

BASE = 9


def drawn(seed: int) -> tuple[Tally, Standards]:
    random = Random(seed)  # noqa: S311 - a test's dice
    units = [f"u{n}" for n in range(random.randint(1, 7))]
    lines = [
        CandidateTally(
            award="flag",
            unit=unit,
            yes=random.randint(0, BASE),
            no=None,
            blank=None,
            absent=None,
            base=BASE,
        )
        for unit in units
    ]
    ties = random.choice([(), (TieRule.FINAL_SCORE,), (TieRule.COUNCIL,)])
    return Tally(round=1, candidates=tuple(lines)), Standards(
        rules=rules(
            awards=(award("flag", random.randint(0, 4)),),
            voting=voting(tie_rule=ties, max_rounds=2),
        ),
        finals={unit: Fraction(random.randint(0, 3)) for unit in units},
    )


def test_who_passes_and_has_a_seat_for_certain_is_nominated_and_nobody_who_has_none() -> None:
    for seed in range(2000):
        tally, standards = drawn(seed)
        settled = settle(tally=tally, standards=standards).awards[0]
        threshold = standards.rules.voting.threshold
        seats = quota(rules=standards.rules, award="flag")
        for line in tally.candidates:
            votes = explain_votes(threshold, line)
            place = explain_seats(threshold, tally.candidates, line.unit, seats)
            nominated = line.unit in settled.nominated
            assert votes.holds is (place is not None), seed
            if place is None:
                assert not nominated, seed
            elif place.holds:
                assert nominated, seed
            elif line.unit not in settled.tied:
                assert not nominated, seed


def test_a_tie_by_final_points_goes_to_who_has_more_than_all_others_tied() -> None:
    parted = 0
    for seed in range(2000):
        tally, standards = drawn(seed)
        settled = settle(tally=tally, standards=standards).awards[0]
        declared = standards.rules.voting.tie_rule
        tried = tie_rules_tried(declared, settled)
        assert bool(tried) is bool(settled.tied and declared), seed
        if TieRule.FINAL_SCORE not in tried:
            continue
        for unit in settled.tied:
            others = explain_tie(settled, standards.finals, unit)
            assert len(others) == len(settled.tied) - 1
            if all(other.holds for other in others):
                assert unit in settled.nominated, seed
                parted += 1
    assert parted > 20


def test_a_further_round_that_elects_nobody_is_told_as_the_councils() -> None:
    settled = AwardSettled(
        award="flag",
        nominated=("a", "b"),
        tied=("a", "b"),
        rule=TieRule.COUNCIL,
        again=(),
        for_council=("a", "b"),
    )
    assert tie_rules_tried((TieRule.SECOND_ROUND,), settled) == (TieRule.COUNCIL,)


def test_a_part_is_told_only_of_who_was_equal_by_the_parts_before_it() -> None:
    tied = AwardSettled(
        award="flag",
        nominated=("a",),
        tied=("a", "b", "c"),
        rule=TieRule.PARTS,
        again=(),
        for_council=(),
    )
    first = {"a": Fraction(40), "b": Fraction(22), "c": Fraction(40)}
    second = {"a": Fraction(43), "b": Fraction(50), "c": Fraction(41)}
    told = {
        unit: [
            [step.about for step in steps] for steps in explain_ties(tied, [first, second], unit)
        ]
        for unit in tied.tied
    }
    assert told == {"a": [["b", "c"], ["c"]], "b": [["a", "c"], []], "c": [["a", "b"], ["a"]]}
