"""How the points of a criterion were worked out from what was counted, measured or late."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from server.domain.blocs.explaining import ReckonedStep, Reckoning, Term
from server.domain.blocs.rules import Criterion, Section, SectionKind
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import final_points

POINTS = "points"
"""What the step works out: the points of one criterion."""


def explain_points(
    section: Section, criterion: Criterion, line: ScoreLine, best: Mapping[str, Decimal]
) -> ReckonedStep | None:
    """Tell how a line's final points came from its figures; None where they were simply given.

    The result is rounded as the table says, its terms are not. `best` are the best figures of the
    bloc by criterion, where points come from them.
    """
    points, actual = final_points(line), line.appraised.actual
    if points is None or actual is None or line.na_accepted:
        return None
    found = _terms(section, criterion, line, best)
    if found is None:
        return None
    reckoning, values = found
    return ReckonedStep(
        code=POINTS,
        about=criterion.id,
        reckoning=reckoning,
        terms=tuple(Term(value=Fraction(each)) for each in values),
        result=Fraction(points),
    )


def _terms(
    section: Section, criterion: Criterion, line: ScoreLine, best: Mapping[str, Decimal]
) -> tuple[Reckoning, tuple[Decimal, ...]] | None:
    most, actual = criterion.max_points, line.appraised.actual or Decimal(0)
    if criterion.count is not None:
        taken = Reckoning.OFF if criterion.count.from_full else Reckoning.TIMES
        return taken, (criterion.count.per, actual, most)
    if criterion.days_late is not None:
        taken = Reckoning.TIMES if section.kind is SectionKind.DEDUCTION else Reckoning.OFF
        return taken, (criterion.days_late.per_day, actual, most)
    if criterion.target is None:
        return None
    goal = _goal(criterion, line, best)
    at = criterion.target.at_target
    return (Reckoning.RATIO, (most if at is None else at, actual, goal, most)) if goal else None


def _goal(criterion: Criterion, line: ScoreLine, best: Mapping[str, Decimal]) -> Decimal | None:
    """Return what a figure is measured by: the best of the bloc, the one target, or the unit's."""
    if criterion.is_compared:
        return best.get(criterion.id, line.appraised.actual)
    assert criterion.target is not None  # noqa: S101 - who asks has one
    fixed = criterion.target.value
    return line.appraised.target if fixed is None else fixed
