"""How a unit stands under an award: what was asked, what it had, its votes and the seats."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.explaining import ComparedStep
from server.domain.blocs.rules import Threshold, TieRule
from server.processes.award_review.rules.eligibility import EligibilityFacts
from server.processes.award_review.rules.tallies import AwardSettled, CandidateTally
from server.processes.award_review.rules.voting import passes


class AwardStep(StrEnum):
    """What is held against what."""

    RANK = "rank"
    POINTS = "points"
    WINS = "wins"
    VOTES = "votes"
    SEATS = "seats"
    TIE = "tie"


def explain_eligibility(facts: EligibilityFacts) -> tuple[ComparedStep, ...]:
    """Tell what an award asks of a ranked unit; a unit without a rank is held against nothing."""
    found: list[ComparedStep] = []
    if facts.rank is not None and facts.max_rank is not None:
        last, own = Fraction(facts.max_rank), Fraction(facts.rank)
        comparison = Comparison(value=last, needed=own)
        found.append(
            ComparedStep(code=AwardStep.RANK, comparison=comparison, holds=facts.within_rank)
        )
    if facts.points is not None:
        found.append(
            ComparedStep(code=AwardStep.POINTS, comparison=facts.points, holds=facts.enough_points)
        )
    if facts.wins is not None:
        comparison = facts.wins
        found.append(
            ComparedStep(code=AwardStep.WINS, comparison=comparison, holds=comparison.holds)
        )
    return tuple(found)


def explain_votes(threshold: Threshold, tally: CandidateTally) -> ComparedStep:
    """Tell whether a candidate's votes pass."""
    return ComparedStep(
        code=AwardStep.VOTES,
        comparison=threshold.compare(yes=tally.yes, of=tally.base),
        holds=passes(threshold=threshold, yes=tally.yes, base=tally.base),
    )


def explain_seats(
    threshold: Threshold, tallies: Sequence[CandidateTally], unit: str, seats: int
) -> ComparedStep | None:
    """Hold the seats left against the place a unit has at the latest among those who passed.

    Where that is not enough, units with as many votes stand at the cut-off, or all seats go to
    units with more. `tallies` are those of one award and round. None for who did not pass.
    """
    passed = {
        line.unit: line.yes
        for line in tallies
        if passes(threshold=threshold, yes=line.yes, base=line.base)
    }
    if unit not in passed:
        return None
    last = sum(yes >= passed[unit] for yes in passed.values())
    comparison = Comparison(value=Fraction(seats), needed=Fraction(last))
    return ComparedStep(code=AwardStep.SEATS, comparison=comparison, holds=comparison.holds)


def tie_rules_tried(declared: Sequence[TieRule], settled: AwardSettled) -> tuple[TieRule, ...]:
    """Return the tie rules that were asked, in order: up to the one that had the last word.

    Where a further round elected nobody, that is the Council's, declared for equals or not.
    """
    if not settled.tied:
        return ()
    if settled.rule is None:
        return tuple(declared)
    if settled.rule not in declared:
        return (settled.rule,)
    return tuple(declared[: declared.index(settled.rule) + 1])


def explain_tie(
    settled: AwardSettled, finals: Mapping[str, Fraction], unit: str
) -> tuple[ComparedStep, ...]:
    """Hold a tied unit's final against those it is tied with, where finals are known."""
    if unit not in settled.tied or unit not in finals:
        return ()
    own = finals[unit]
    several = [
        (other, Comparison(value=own, needed=finals[other], strict=True))
        for other in settled.tied
        if other != unit and other in finals
    ]
    return tuple(
        ComparedStep(code=AwardStep.TIE, about=other, comparison=found, holds=found.holds)
        for other, found in several
    )


def explain_ties(
    settled: AwardSettled, measures: Iterable[Mapping[str, Fraction]], unit: str
) -> tuple[tuple[ComparedStep, ...], ...]:
    """Hold a tied unit against those it is tied with, measure by measure.

    Each measure asks only about those who were equal by all before it; points are by unit.
    """
    equal = set(settled.tied)
    told: list[tuple[ComparedStep, ...]] = []
    for points in measures:
        steps = [step for step in explain_tie(settled, points, unit) if step.about in equal]
        equal -= {step.about for step in steps if step.comparison.value != step.comparison.needed}
        told.append(tuple(steps))
    return tuple(told)
