"""Who may be proposed for an award: the facts a decision table judges, and the candidates named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from server.domain.answers import Answers, FormValue
from server.domain.blocs.comparing import Comparison
from server.domain.blocs.rules import Award, CaseRules, PriorWins
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.conditions import JudgedUnit, has_grade
from server.processes.evaluation.rules.ranking import Ranked

Win: TypeAlias = tuple[str, str, int]
"""A unit, an award it got, and the year."""
PRIOR, GRADE, CONDITION = "prior", "grade", "condition/"


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityFacts:
    """What a decision table is told about one unit and one award, and what was compared.

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
    points: Comparison | None
    """What the points were held against; None where there is no final or nothing is asked."""
    wins: Comparison | None
    """What the years of winning were held against; None where none are asked for."""

    excluded_by: str | None
    """The condition that excludes the unit; None: none does."""
    enough_grade: bool
    """Whether it has the grade asked for, where one is."""

    @property
    def barred(self) -> str:
        """Why the rules bar the unit, whatever a decision table says of it; empty: they do not."""
        if self.excluded_by is not None:
            return f"{CONDITION}{self.excluded_by}"
        if not self.enough_grade:
            return GRADE
        return PRIOR if self.wins is not None and not self.wins.holds else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """A unit proposed for an award, with what the proposer says to it."""

    award: str
    unit: str
    reason: str


def quota(*, rules: CaseRules, award: str) -> int:
    """Return how many units the bloc may propose, by the number of its member units.

    An award that draws on another's quota has that, as long as nobody took of it.
    """
    return rules.award(rules.award(award).quota_of or award).maximum(len(rules.units))


def quotas(rules: CaseRules) -> Mapping[str, int]:
    """Return the quota of every award."""
    return {award.id: quota(rules=rules, award=award.id) for award in rules.awards}


def eligibility_facts(
    *,
    rules: CaseRules,
    ranking: Iterable[Ranked],
    won: Collection[Win] = (),
    revoked: Collection[Win] = (),
    judged: Mapping[str, JudgedUnit] = MappingProxyType({}),
) -> tuple[EligibilityFacts, ...]:
    """Return the facts of every award and member unit, in the order of the rules.

    `won` are the decisions of years before as the register has them; the years that the bloc's file
    tells count with them. What the register has `revoked` counts by neither. `judged` are the
    conditions and grades of units.
    """
    places = {ranked.unit: ranked for ranked in ranking}
    wins = _all_wins(rules, won, revoked)
    return tuple(
        replace(
            _facts(rules, award, unit.id, places.get(unit.id)),
            wins=_wins(award.eligibility.prior, unit.id, wins, rules.year),
            excluded_by=judged[unit.id].excluded_by if unit.id in judged else None,
            enough_grade=_has_grade(rules, award, judged.get(unit.id)),
        )
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


def _has_grade(rules: CaseRules, award: Award, judged: JudgedUnit | None) -> bool:
    asked = award.eligibility.grade
    return asked is None or (judged is not None and has_grade(rules, judged, asked))


def _facts(rules: CaseRules, award: Award, unit: str, place: Ranked | None) -> EligibilityFacts:
    wanted = award.eligibility
    scale = Fraction(rules.score_table.max_points)
    percent = None if place is None else int(place.scaled * 10_000 // scale)
    points = None if place is None else wanted.compare_points(place.scaled, rules.score_table)
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
        enough_points=place is not None and (points is None or points.holds),
        points=points,
        wins=None,
        excluded_by=None,
        enough_grade=True,
        quota=quota(rules=rules, award=award.id),
    )


def _wins(
    prior: PriorWins | None, unit: str, wins: Collection[Win], year: int
) -> Comparison | None:
    if prior is None:
        return None
    of_unit = [won for who, award, won in wins if (who, award) == (unit, prior.award)]
    return prior.compare(of_unit, year)


def counted_years(
    rules: CaseRules,
    award: Award,
    unit: str,
    won: Collection[Win],
    revoked: Collection[Win] = (),
) -> Sequence[int]:
    """Return the years before that count for an award, in order; none where it asks for none."""
    prior = award.eligibility.prior
    if prior is None:
        return ()
    of_unit = [
        y for who, of, y in _all_wins(rules, won, revoked) if (who, of) == (unit, prior.award)
    ]
    return sorted(prior.counted(of_unit, rules.year))


def _all_wins(rules: CaseRules, won: Collection[Win], revoked: Collection[Win]) -> Collection[Win]:
    told = ((past.unit, past.award, past.year) for past in rules.history or ())
    heirs = {gone.unit: gone.into for gone in rules.reorganised or () if gone.awards and gone.into}
    stand = {*won, *told} - {*revoked}
    return {(heirs.get(unit, unit), award, year) for unit, award, year in stand}


def units_gone(rules: CaseRules) -> Collection[str]:
    """Return the units whose awards of years before count for others."""
    return [gone.unit for gone in rules.reorganised or () if gone.awards]


def whose_awards(rules: CaseRules, unit: str) -> frozenset[str]:
    """Return the units whose awards of years before count as a unit's: its own, and those gone."""
    gone = (each.unit for each in rules.reorganised or () if each.awards and each.into == unit)
    return frozenset({unit, *gone})


def years_asked(rules: CaseRules) -> int:
    """Return how many years back the conditions of the awards reach; 0: none asks."""
    asked = (award.eligibility.prior for award in rules.awards)
    return max((prior.years for prior in asked if prior is not None), default=0)
