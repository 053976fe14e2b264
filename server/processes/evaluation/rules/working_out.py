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
    if given.actual is None:
        return None
    if criterion.target is not None:
        share = measured(criterion, given)
        return None if share is None else table.rounded(_by_target(criterion, share, best))
    if criterion.count is not None:
        size, off = criterion.count.per, bool(criterion.count.from_full)
    elif criterion.days_late is not None:
        size, off = criterion.days_late.per_day, kind is not SectionKind.DEDUCTION
    else:
        return None
    maximum = Fraction(criterion.max_points)
    taken = min(maximum, Fraction(size) * Fraction(given.actual))
    return table.rounded(maximum - taken if off else taken)


def measured(criterion: Criterion, given: Credit) -> Fraction | None:
    """Return what figures of the bloc are compared by: themselves, or their share of the target."""
    rule = criterion.target
    if rule is None or given.actual is None:
        return None
    if rule.formula is Formula.BEST:
        return Fraction(given.actual)
    goal = given.target if rule.value is None else rule.value
    return _quotient(given.actual, goal) if goal else None


def _quotient(value: Decimal, by: Decimal) -> Fraction:
    """Divide exactly, with one fraction made."""
    (over, under), (by_over, by_under) = value.as_integer_ratio(), by.as_integer_ratio()
    return Fraction(over * by_under, under * by_over)


def _by_target(criterion: Criterion, share: Fraction, best: Fraction | None) -> Fraction:
    """Return points by a target or by the best of the bloc, held at the maximum."""
    most, rule = Fraction(criterion.max_points), criterion.target
    if rule is None:
        return Fraction(0)
    if rule.formula is Formula.BEST:
        goal = share if best is None else best
        return min(most, most * share / goal) if goal else Fraction(0)
    at_target = most if rule.at_target is None else Fraction(rule.at_target)
    if rule.formula is Formula.INVERSE:
        return min(most, at_target / share) if share else most
    if rule.formula is Formula.EXCESS and share > 1:
        return at_target + (most - at_target) * _of_excess(share, best)
    return min(most, at_target * share)


def _of_excess(share: Fraction, best: Fraction | None) -> Fraction:
    """Return how much of the highest excess over the target one is."""
    highest = share if best is None else best
    return (share - 1) / (highest - 1)
