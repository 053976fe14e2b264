"""Points worked out from what was counted, measured or late."""

from decimal import Decimal
from fractions import Fraction

from server.domain.blocs.rules import Criterion, ScoreTable, SectionKind
from server.processes.evaluation.rules.sheets import Credit


def worked_out(
    *,
    table: ScoreTable,
    kind: SectionKind,
    criterion: Criterion,
    given: Credit,
    best: Decimal | None = None,
) -> Decimal | None:
    """Work out the points of a criterion, rounded as the table says.

    None while a figure is missing. `best` is the best of the bloc; while nobody knows it, whoever
    has anything counts as the best.
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
    if criterion.is_compared:
        goal = actual if best is None else Fraction(best)
        return table.rounded(min(maximum, maximum * actual / goal) if goal else Fraction(0))
    return _by_target(table, criterion, given)


def _counted(table: ScoreTable, maximum: Fraction, size: Fraction, *, off: bool) -> Decimal:
    size = min(maximum, size)
    return table.rounded(maximum - size if off else size)


def _by_target(table: ScoreTable, criterion: Criterion, given: Credit) -> Decimal | None:
    rule = criterion.target
    if rule is None or given.actual is None:
        return None
    goal = given.target if rule.value is None else rule.value
    if not goal:
        return None
    at_target = criterion.max_points if rule.at_target is None else rule.at_target
    points = Fraction(at_target) * Fraction(given.actual) / Fraction(goal)
    return table.rounded(min(Fraction(criterion.max_points), points))
