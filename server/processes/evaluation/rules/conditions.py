"""Where a unit falls short of a floor, what that excludes it from, and the grade it gets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.rules import (
    CaseRules,
    ConditionEffect,
    Floor,
    FloorOf,
    Grade,
    ScoreTable,
    SectionKind,
)
from server.processes.evaluation.rules.facts import FactsOfUnit, UnitFact
from server.processes.evaluation.rules.sheets import ScoreLine, SheetTotals
from server.processes.evaluation.rules.totals import final_points, totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A part or a criterion that has less than a floor asks for."""

    about: str
    floor: Floor
    points: Decimal
    maximum: Decimal

    @property
    def comparison(self) -> Comparison:
        """Its points held against the floor."""
        return self.floor.compare(self.points, self.maximum)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldFloor:
    """What has as much as a floor asks for; of `closest_of` criteria only the closest is told."""

    about: str
    comparison: Comparison
    closest_of: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MetCondition:
    """A condition that a unit comes under: where it falls short, or the fact that is so."""

    condition: str
    effect: ConditionEffect
    shortfalls: tuple[Shortfall, ...]
    fact: UnitFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedUnit:
    """The conditions a unit comes under, and its grade; None where it gets none."""

    met: tuple[MetCondition, ...]
    grade: str | None

    @property
    def excluded_by(self) -> str | None:
        """The condition that keeps the unit out of the ranking, the first of several."""
        by = (each.condition for each in self.met if each.effect is ConditionEffect.EXCLUDE)
        return next(by, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedGrade:
    """How a unit stands to a grade: its points, what falls short, what stands in the way."""

    grade: Grade
    minimum: Comparison
    shortfalls: tuple[Shortfall, ...]
    under: tuple[str, ...]
    """Conditions the unit comes under that the grade is not for."""

    @property
    def fits(self) -> bool:
        """Whether the unit has the points and the floors, and nothing stands in the way."""
        return self.minimum.holds and not self.shortfalls and not self.under


def asks_conditions(rules: CaseRules) -> bool:
    """Tell whether units are judged by more than their totals."""
    return bool(rules.conditions or rules.grades)


NO_FACTS: FactsOfUnit = MappingProxyType({})


def judge_unit(
    rules: CaseRules,
    lines: Iterable[ScoreLine],
    final: Fraction,
    facts: FactsOfUnit = NO_FACTS,
    sums: SheetTotals | None = None,
) -> JudgedUnit:
    """Judge a unit by its lines, its final and the facts about it: conditions, then the grade.

    The grade is the highest whose points and floors the unit has and that no condition stands in
    the way of; each condition that downgrades makes it one lower, down to the last. Who is excluded
    gets none. `sums` is what the lines add up to, where that is known already.
    """
    standing = UnitStanding.of(rules.score_table, tuple(lines), sums)
    return judge_standing(rules, standing, final, facts)


def judge_standing(
    rules: CaseRules, standing: "UnitStanding", final: Fraction, facts: FactsOfUnit
) -> JudgedUnit:
    """Judge a unit as `judge_unit` does, by points that are added up already."""
    met = tuple(
        MetCondition(
            condition=each.id, effect=each.effect, shortfalls=found, fact=facts.get(each.id)
        )
        for each in rules.conditions or ()
        if (found := tuple(standing.shortfalls(each.least))) or each.id in facts
    )
    judged = JudgedUnit(met=met, grade=None)
    if judged.excluded_by is not None:
        return judged
    return JudgedUnit(met=met, grade=_grade(rules, _tried(rules, standing, final, met), met))


def tried_grades(
    rules: CaseRules, standing: "UnitStanding", final: Fraction, met: tuple[MetCondition, ...]
) -> list[TriedGrade]:
    """Tell how a unit stands to each grade, from the highest, under the conditions it has met."""
    return [*_tried(rules, standing, final, met)]


def has_grade(rules: CaseRules, judged: JudgedUnit, least: str) -> bool:
    """Tell whether a unit has a grade or a higher one."""
    order = [grade.id for grade in rules.grades or ()]
    return judged.grade is not None and order.index(judged.grade) <= order.index(least)


def _tried(
    rules: CaseRules, standing: "UnitStanding", final: Fraction, met: tuple[MetCondition, ...]
) -> Iterator[TriedGrade]:
    under = {each.condition for each in met}
    for grade in rules.grades or ():
        yield TriedGrade(
            grade=grade,
            minimum=grade.minimum.compare(final, rules.score_table),
            shortfalls=tuple(standing.shortfalls(grade.least or ())),
            under=tuple(each for each in grade.without or () if each in under),
        )


def _grade(
    rules: CaseRules, tried: Iterable[TriedGrade], met: tuple[MetCondition, ...]
) -> str | None:
    grades = rules.grades or ()
    lower = sum(each.effect is ConditionEffect.DOWNGRADE for each in met)
    first = next((number for number, each in enumerate(tried) if each.fits), None)
    return None if first is None else grades[min(first + lower, len(grades) - 1)].id


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit's points and maxima by part and criterion, of what applies to it."""

    table: ScoreTable
    points: dict[str, tuple[Decimal, Decimal]]

    @classmethod
    def of(
        cls, table: ScoreTable, lines: tuple[ScoreLine, ...], sums: SheetTotals | None = None
    ) -> "UnitStanding":
        """Add a sheet's lines up; `sums` is what they come to, where that is known already."""
        by_id = {line.criterion: line for line in lines}
        known = totals(table=table, lines=lines) if sums is None else sums
        points = {
            part.part: (abs(part.points), part.maximum) for part in known.parts if part.maximum
        }
        for _, criterion in table.lines():
            line = by_id.get(criterion.id)
            if line is None or not (line.not_applicable and line.na_accepted):
                own = (line and final_points(line)) or Decimal(0)
                points[criterion.id] = own, criterion.max_points
        return cls(table, points)

    def shortfalls(self, floors: Iterable[Floor]) -> Iterator[Shortfall]:
        """Go through what has less than its floor; what does not apply has none."""
        for floor in floors:
            for name in floor.of or self._every(floor.every):
                if (found := self.points.get(name)) and not floor.holds(*found):
                    points, maximum = found
                    yield Shortfall(about=name, floor=floor, points=points, maximum=maximum)

    def held_floors(self, floors: Iterable[Floor]) -> list[HeldFloor]:
        """Tell what the unit has under floors it is not below."""
        return [held for floor in floors for held in self._held(floor)]

    def _held(self, floor: Floor) -> list[HeldFloor]:
        """Tell what is under a floor; under that of every criterion, the closest of them all."""
        names = [name for name in floor.of or self._every(floor.every) if name in self.points]
        found = [HeldFloor(about=n, comparison=floor.compare(*self.points[n])) for n in names]
        if floor.every is not FloorOf.CRITERION or not found:
            return found
        closest = min(found, key=lambda each: each.comparison.value - each.comparison.needed)
        return [replace(closest, closest_of=len(found))]

    def _every(self, every: FloorOf | None) -> Iterable[str]:
        if every is FloorOf.SECTION:
            sections = self.table.sections
            return [each.id for each in sections if each.kind is SectionKind.NORMAL]
        return self.table.normal_criteria
