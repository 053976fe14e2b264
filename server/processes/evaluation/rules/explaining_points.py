"""How the points of a criterion were worked out from what was counted, measured or late."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from server.domain.blocs.explaining import ReckonedStep, Reckoning, Term
from server.domain.blocs.rules import Criterion, Formula, Section, SectionKind, TargetRule
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import final_points
from server.processes.evaluation.rules.working_out import measured

POINTS = "points"
"""What the step works out: the points of one criterion."""


def explain_points(
    section: Section, criterion: Criterion, line: ScoreLine, best: Mapping[str, Fraction]
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
    section: Section, criterion: Criterion, line: ScoreLine, best: Mapping[str, Fraction]
) -> tuple[Reckoning, tuple[Decimal | Fraction, ...]] | None:
    most, actual = criterion.max_points, line.appraised.actual or Decimal(0)
    if criterion.count is not None:
        taken = Reckoning.OFF if criterion.count.from_full else Reckoning.TIMES
        return taken, (criterion.count.per, actual, most)
    if criterion.days_late is not None:
        taken = Reckoning.TIMES if section.kind is SectionKind.DEDUCTION else Reckoning.OFF
        return taken, (criterion.days_late.per_day, actual, most)
    if criterion.target is None:
        return None
    return _by_target(criterion, criterion.target, line, best)


def _by_target(
    criterion: Criterion, rule: TargetRule, line: ScoreLine, best: Mapping[str, Fraction]
) -> tuple[Reckoning, tuple[Decimal | Fraction, ...]] | None:
    given, most = line.appraised, criterion.max_points
    actual, share = given.actual or Decimal(0), measured(criterion, given)
    if share is None:
        return None
    at = most if rule.at_target is None else rule.at_target
    goal = given.target if rule.value is None else rule.value
    if rule.formula is Formula.BEST:
        highest = best.get(criterion.id, share)
        return (Reckoning.RATIO, (most, actual, highest, most)) if highest else None
    assert goal is not None  # noqa: S101 - without one nothing is measured
    if rule.formula is Formula.INVERSE:
        return (Reckoning.RATIO, (at, goal, actual, most)) if actual else (Reckoning.SUM, (most,))
    if rule.formula is Formula.EXCESS and share > 1:
        highest = best.get(criterion.id, share)
        return Reckoning.EXCESS, (at, most, actual, goal, highest)
    return Reckoning.RATIO, (at, actual, goal, most)
