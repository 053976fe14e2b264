"""What a score sheet adds up to: parts held at their caps, sections, the total (domain facts 3.1).

Points are Decimals in the table's own unit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from server.domain.blocs.rules import (
    NotApplicable,
    ScoreTable,
    Section,
    SectionKind,
    TablePart,
)
from server.processes.evaluation.rules.sheets import PartTotal, ScoreLine, SheetTotals

ZERO = Decimal(0)
_WIDE = Context(prec=50)


class Column(StrEnum):
    """Whose points a total is made of."""

    SELF = "self"
    APPRAISAL_1 = "appraisal_1"
    FINAL = "final"


def final_points(line: ScoreLine) -> Decimal | None:
    """Return the points by the best of the bloc, else of the second appraisal, else of the first.

    None while there are none or none apply.
    """
    if line.collated is not None:
        return line.collated
    return line.appraisal_1 if line.appraisal_2 is None else line.appraisal_2


_POINTS: Mapping[Column, Callable[[ScoreLine], Decimal | None]] = {
    Column.SELF: lambda line: line.self_points,
    Column.APPRAISAL_1: lambda line: line.appraisal_1,
    Column.FINAL: final_points,
}


def totals(
    *, table: ScoreTable, lines: Iterable[ScoreLine], column: Column = Column.FINAL
) -> SheetTotals:
    """Add a sheet up as the table says; lines without points count nothing and are listed.

    A criterion that does not apply leaves the scale, counts nothing, or counts in full. Bonus and
    deduction are not scaled. Where bonus may not exceed, the sum of all is held at the maximum.
    Only a table from before exact arithmetic rounds what is compared, to its decimals.
    """
    worths = _worths(table, {line.criterion: line for line in lines}, column)
    parts = [total for section in table.sections for total in _part_totals(table, section, worths)]
    heads = (part for part in parts if part.depth == 0)
    sections = list(zip(table.sections, heads, strict=True))
    normal = sum((part.points for section, part in sections if _is_normal(section)), ZERO)
    extra = sum((part.points for section, part in sections if not _is_normal(section)), ZERO)
    applicable = sum((part.maximum for section, part in sections if _is_normal(section)), ZERO)
    return SheetTotals(
        parts=tuple(parts),
        total=_held(table, normal + extra, applicable),
        applicable_maximum=applicable,
        scaled=_scaled(table, normal, extra, applicable),
        unscored=tuple(name for name, worth in worths.items() if worth.points is None),
    )


def is_whole(table: ScoreTable, sums: SheetTotals) -> bool:
    """Tell whether no points of others are still to come; a unit's own are there at the end."""
    return not table.asks_others or not any(
        criterion.scored_by and criterion.id in sums.unscored for _, criterion in table.lines()
    )


def with_others(
    table: ScoreTable, own: Sequence[ScoreLine], others: Sequence[ScoreLine], kept: Fraction | None
) -> tuple[ScoreLine, ...]:
    """Return the lines that a sheet's final was made of: with what others gave, or before that.

    `kept` is the final that stands on the sheet. Others count from when sheets are put together.
    """
    whole = (*own, *others)
    if not others or kept is None:
        return tuple(own)
    if totals(table=table, lines=whole).scaled == kept:
        return whole
    return tuple(own) if totals(table=table, lines=own).scaled == kept else whole


def part_points(
    table: ScoreTable, sheets: Mapping[str, Iterable[ScoreLine]]
) -> dict[str, dict[str, Fraction]]:
    """Return what each part of the table came to at the end, by unit and part."""
    return {
        unit: {part.part: Fraction(part.points) for part in totals(table=table, lines=lines).parts}
        for unit, lines in sheets.items()
    }


def counted_points(
    *, table: ScoreTable, lines: Iterable[ScoreLine], column: Column
) -> Mapping[str, Decimal | None]:
    """Return what each criterion counts, by its id in the table's order; None while unscored."""
    worths = _worths(table, {line.criterion: line for line in lines}, column)
    return {name: worth.points for name, worth in worths.items()}


def counted_maxima(*, table: ScoreTable, lines: Iterable[ScoreLine]) -> Mapping[str, Decimal]:
    """Return the most that each criterion can count at the end; 0 where it is left out."""
    worths = _worths(table, {line.criterion: line for line in lines}, Column.FINAL)
    return {name: worth.maximum for name, worth in worths.items()}


class _Worth(NamedTuple):
    """What one criterion counts; points are None while nobody gave any."""

    points: Decimal | None
    maximum: Decimal


def _worths(table: ScoreTable, lines: Mapping[str, ScoreLine], column: Column) -> dict[str, _Worth]:
    """Return what each criterion counts, by its id in the table's order."""
    points_of, worths = _POINTS[column], {}
    for section, criterion in table.lines():
        line = lines.get(criterion.id)
        if line is None:
            worth = _Worth(None, criterion.max_points)
        elif line.not_applicable and (column is Column.SELF or line.na_accepted is True):
            worth = _aside(table.not_applicable, section, criterion.max_points)
        else:
            worth = _Worth(points_of(line), criterion.max_points)
        worths[criterion.id] = worth
    return worths


def _aside(rule: NotApplicable, section: Section, maximum: Decimal) -> _Worth:
    """Return what a criterion counts that does not apply: declared, and by appraisers accepted."""
    match rule:
        case NotApplicable.EXCLUDE:
            return _Worth(ZERO, ZERO)
        case NotApplicable.ZERO:
            return _Worth(ZERO, maximum)
        case NotApplicable.FULL:
            full = maximum if section.kind is SectionKind.NORMAL else ZERO
            return _Worth(full, maximum)


def _part_totals(
    table: ScoreTable, section: Section, worths: Mapping[str, _Worth]
) -> list[PartTotal]:
    """Add up a section and the parts within it, each before those within it."""
    sign = -1 if section.kind is SectionKind.DEDUCTION else 1

    def add(part: TablePart, depth: int) -> list[PartTotal]:
        below = [add(inner, depth + 1) for inner in part.parts or ()]
        points, maximum, unscored = ZERO, ZERO, 0
        for criterion in part.criteria:
            worth = worths[criterion.id]
            points += worth.points or ZERO
            maximum += worth.maximum
            unscored += worth.points is None
        for head, *_ in below:
            points += head.points * sign
            maximum += head.maximum
            unscored += head.unscored
        total = PartTotal(
            part=part.id,
            depth=depth,
            summed=table.rounded(points * sign),
            points=table.rounded(part.capped(points) * sign),
            maximum=part.capped(maximum),
            unscored=unscored,
        )
        return [total, *(inner for totals_ in below for inner in totals_)]

    return add(section, 0)


def _is_normal(section: Section) -> bool:
    return section.kind is SectionKind.NORMAL


def _scaled(table: ScoreTable, normal: Decimal, extra: Decimal, applicable: Decimal) -> Fraction:
    scale = table.max_points
    if not table.is_exact:
        part = _WIDE.divide(_WIDE.multiply(normal, scale), applicable) if applicable else ZERO
        return Fraction(_held(table, part + extra, scale))
    share = Fraction(normal) / Fraction(applicable) if applicable else Fraction(0)
    points = share * Fraction(scale) + Fraction(extra)
    return points if table.bonus_may_exceed else min(points, Fraction(scale))


def _held(table: ScoreTable, points: Decimal, maximum: Decimal) -> Decimal:
    """Round, and hold at the maximum where bonus may not pass it."""
    held = points if table.bonus_may_exceed else min(points, maximum)
    return table.rounded(held)
