"""Points worked out from what was counted, measured or late."""

from decimal import Decimal
from fractions import Fraction

from server.domain.blocs.rules import Criterion, Formula, ScoreTable, SectionKind
from server.processes.evaluation.rules.sheets import Credit


def worked_out(
    *,
    table: ScoreTable,
    kind: SectionKind,
    criterion: Criterion,
    given: Credit,
    best: Fraction | None = None,
) -> Decimal | None:
    """Work out the points of a criterion, rounded as the table says.

    None while a figure is missing. `best` is the best of the bloc as `measured`; while nobody knows
    it, whoever has anything, or more than the target, counts as the best.
    """
    maximum = Fraction(criterion.max_points)
    if given.actual is None:
        return None
    actual = Fraction(given.actual)
    if criterion.count is not None:
        size = Fraction(criterion.count.per) * actual
        return _counted(table, maximum, size, off=bool(criterion.count.from_full))
    if criterion.days_late is not None:
        size = Fraction(criterion.days_late.per_day) * actual
        return _counted(table, maximum, size, off=kind is not SectionKind.DEDUCTION)
    points = _by_target(criterion, given, best)
    return None if points is None else table.rounded(min(maximum, points))


def measured(criterion: Criterion, given: Credit) -> Fraction | None:
    """Return what figures of the bloc are compared by: themselves, or their share of the target."""
    if given.actual is None or criterion.target is None:
        return None
    if criterion.target.formula is Formula.BEST:
        return Fraction(given.actual)
    goal = _goal(criterion, given)
    return Fraction(given.actual) / goal if goal else None


def _counted(table: ScoreTable, maximum: Fraction, size: Fraction, *, off: bool) -> Decimal:
    size = min(maximum, size)
    return table.rounded(maximum - size if off else size)


def _goal(criterion: Criterion, given: Credit) -> Fraction | None:
    fixed = criterion.target.value if criterion.target else None
    goal = given.target if fixed is None else fixed
    return Fraction(goal) if goal else None


def _by_target(criterion: Criterion, given: Credit, best: Fraction | None) -> Fraction | None:
    """Return points by a target or by the best of the bloc, not yet held at the maximum."""
    rule, share = criterion.target, measured(criterion, given)
    if rule is None or share is None:
        return None
    most = Fraction(criterion.max_points)
    at_target = most if rule.at_target is None else Fraction(rule.at_target)
    if rule.formula is Formula.BEST:
        goal = share if best is None else best
        return most * share / goal if goal else Fraction(0)
    if rule.formula is Formula.INVERSE:
        return at_target / share if share else most
    if rule.formula is Formula.EXCESS and share > 1:
        return at_target + (most - at_target) * _of_excess(share, best)
    return at_target * share


def _of_excess(share: Fraction, best: Fraction | None) -> Fraction:
    """Return how much of the highest excess over the target one is."""
    highest = share if best is None else best
    return (share - 1) / (highest - 1)
