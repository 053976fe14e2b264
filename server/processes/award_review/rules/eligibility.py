"""Who may be proposed for an award: the facts a decision table judges, and the candidates named."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass

from server.domain.answers import Answers, FormValue
from server.domain.blocs.rules import Award, CaseRules
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.ranking import Ranked


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityFacts:
    """What a decision table is told about one unit and one award; all whole numbers and truths.

    Percentages are hundredths of a percent of the scale (9250 is 92.5 %), rounded down. A unit that
    is not ranked (taken out) has no rank and no percent.
    """

    award: str
    unit: str
    ranked: bool
    rank: int | None
    max_rank: int | None
    percent: int | None
    min_percent: int | None
    within_rank: bool
    enough_points: bool
    quota: int

    def to_json(self) -> dict[str, str | int | bool | None]:
        """Return the facts as the decision table reads them."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """A unit proposed for an award, with what the proposer says to it."""

    award: str
    unit: str
    reason: str


def quota(*, rules: CaseRules, award: str) -> int:
    """Return how many units the bloc may propose, by the number of its member units."""
    return rules.award(award).maximum(len(rules.units))


def quotas(rules: CaseRules) -> Mapping[str, int]:
    """Return the quota of every award."""
    return {award.id: quota(rules=rules, award=award.id) for award in rules.awards}


def eligibility_facts(
    *, rules: CaseRules, ranking: Iterable[Ranked]
) -> tuple[EligibilityFacts, ...]:
    """Return the facts of every award and member unit, in the order of the rules."""
    places = {ranked.unit: ranked for ranked in ranking}
    return tuple(
        _facts(rules, award, unit.id, places.get(unit.id))
        for award in rules.awards
        for unit in rules.units
    )


def check_candidates(
    *, eligible: Mapping[str, Collection[str]], value: FormValue
) -> tuple[Candidacy, ...]:
    """Take the candidates per award: only eligible units, and at least one unit somewhere.

    `eligible` gives the eligible units by award. Raises Mistakes.
    """
    answers = Answers.of(value)
    named = tuple(
        Candidacy(award=award, unit=unit, reason=reason)
        for award, block in answers.under("candidates").rows(eligible)
        for unit, reason in _proposed(block, eligible[award])
    )
    if not named and not answers.found.mistakes:
        answers.mistake("candidates", MistakeCode.NO_CANDIDATE)
    answers.found.refuse()
    return named


def _proposed(block: Answers, eligible: Collection[str]) -> list[tuple[str, str]]:
    """Return who is ticked; a ticked unit that is not eligible is a mistake."""
    proposed = []
    for unit in block.value:
        row = block.under(unit)
        if row.truth("proposed"):
            if unit not in eligible:
                row.mistake("proposed", MistakeCode.NOT_ELIGIBLE)
            proposed.append((unit, row.text("reason")))
    return sorted(proposed)


def _facts(rules: CaseRules, award: Award, unit: str, place: Ranked | None) -> EligibilityFacts:
    wanted = award.eligibility
    scale = rules.score_table.max_points
    percent = None if place is None else int(place.scaled * 10_000 // scale)
    return EligibilityFacts(
        award=award.id,
        unit=unit,
        ranked=place is not None,
        rank=None if place is None else place.rank,
        max_rank=wanted.max_rank,
        percent=percent,
        min_percent=None if wanted.min_percent is None else int(wanted.min_percent * 100),
        within_rank=place is not None
        and (wanted.max_rank is None or place.rank <= wanted.max_rank),
        enough_points=place is not None
        and (wanted.min_percent is None or place.scaled * 100 >= wanted.min_percent * scale),
        quota=award.maximum(len(rules.units)),
    )
