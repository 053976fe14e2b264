"""A unit's self-score and what a score sheet adds up to (seed III.1; domain facts 2 and 3.1).

Points are Decimals in the table's own unit; every check finds all mistakes before it refuses.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from server.domain.answers import Answers, FormValue
from server.domain.blocs.rules import (
    Criterion,
    EvidenceRule,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
)
from server.domain.canonical import decimal_text
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.sheets import (
    ScoreLine,
    SectionTotal,
    SelfScore,
    SheetTotals,
)

ZERO = Decimal(0)
_WIDE = Context(prec=50)
_ROUNDING = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
}


class Column(StrEnum):
    """Whose points a total is made of."""

    SELF = "self"
    APPRAISAL_1 = "appraisal_1"
    FINAL = "final"


def check_self_score(
    *, table: ScoreTable, value: FormValue, evidence: Mapping[str, int]
) -> SelfScore:
    """Take a self-score: each criterion has points, or is declared not applicable with a reason.

    `evidence` is the number of files by criterion id. Raises Mistakes.
    """
    answers = Answers.of(value)
    parts = {criterion.id: (section, criterion) for section, criterion in table.lines()}
    lines = tuple(
        _self_line(table, parts[name], row, evidence.get(name, 0))
        for name, row in answers.under("scores").rows(parts)
    )
    answers.found.refuse()
    return SelfScore(lines=lines)


def read_points(*, table: ScoreTable, criterion: Criterion, row: Answers) -> Decimal | None:
    """Read the points of one criterion: there, within 0 and its maximum, not too fine.

    None after a mistake. Points come back with exactly the table's decimals.
    """
    before = len(row.found.mistakes)
    points = row.decimal("points")
    if points is None:
        if len(row.found.mistakes) == before:
            row.mistake("points", MistakeCode.POINTS_MISSING)
        return None
    if not ZERO <= points <= criterion.max_points:
        maximum = decimal_text(criterion.max_points)
        row.mistake("points", MistakeCode.POINTS_OUT_OF_RANGE, minimum=0, maximum=maximum)
        return None
    exact = _rounded(table, points)
    if exact != points:
        row.mistake("points", MistakeCode.POINTS_TOO_FINE, decimals=table.decimals)
        return None
    return exact


def refuse_points(row: Answers) -> None:
    """Note a mistake where points stand beside "not applicable"."""
    if row.decimal("points") is not None:
        row.mistake("points", MistakeCode.POINTS_AND_NOT_APPLICABLE)


def final_points(line: ScoreLine) -> Decimal | None:
    """Return the second appraisal, else the first; None while there is none or none applies."""
    return line.appraisal_1 if line.appraisal_2 is None else line.appraisal_2


def totals(
    *, table: ScoreTable, lines: Iterable[ScoreLine], column: Column = Column.FINAL
) -> SheetTotals:
    """Add a sheet up as the table says; lines without points count nothing and are listed.

    A criterion that does not apply leaves the scale, counts nothing, or counts in full. Bonus and
    deduction are not scaled. Where bonus may not exceed, the sum of all is held at the maximum.
    """
    parts = _worths(table, {line.criterion: line for line in lines}, column)
    sections = tuple(_section_total(table, section, worths) for section, worths in parts)
    normal = _sum_of(table, sections, normal=True)
    extra = _sum_of(table, sections, normal=False)
    applicable = sum(
        (
            part.maximum
            for section, part in zip(table.sections, sections, strict=True)
            if section.kind is SectionKind.NORMAL
        ),
        ZERO,
    )
    scale = table.max_points
    scaled = _WIDE.divide(_WIDE.multiply(normal, scale), applicable) if applicable else ZERO
    every = (worth for _, worths in parts for worth in worths)
    return SheetTotals(
        sections=sections,
        total=_held(table, normal + extra, applicable),
        applicable_maximum=applicable,
        scaled=_held(table, scaled + extra, scale),
        unscored=tuple(worth.criterion for worth in every if worth.points is None),
    )


@dataclass(frozen=True, slots=True)
class _Worth:
    """What one criterion counts; points are None while nobody gave any."""

    criterion: str
    points: Decimal | None
    maximum: Decimal


def _self_line(
    table: ScoreTable, part: tuple[Section, Criterion], row: Answers, files: int
) -> ScoreLine:
    section, criterion = part
    if row.truth("not_applicable"):
        refuse_points(row)
        return ScoreLine(
            criterion=criterion.id, not_applicable=True, reason=row.reason(), note=row.text("note")
        )
    points = read_points(table=table, criterion=criterion, row=row)
    note = row.text("note")
    if points and section.kind is SectionKind.BONUS and not note:
        row.mistake("note", MistakeCode.NOTE_MISSING)
    if points and criterion.evidence is EvidenceRule.REQUIRED and files < 1:
        row.mistake("files", MistakeCode.EVIDENCE_MISSING)
    return ScoreLine(criterion=criterion.id, self_points=points, note=note)


def _worths(
    table: ScoreTable, lines: Mapping[str, ScoreLine], column: Column
) -> tuple[tuple[Section, tuple[_Worth, ...]], ...]:
    return tuple(
        (
            section,
            tuple(
                _worth(table, section, criterion, lines.get(criterion.id), column)
                for criterion in section.criteria
            ),
        )
        for section in table.sections
    )


def _worth(
    table: ScoreTable,
    section: Section,
    criterion: Criterion,
    line: ScoreLine | None,
    column: Column,
) -> _Worth:
    maximum = criterion.max_points
    if line is None:
        return _Worth(criterion.id, None, maximum)
    if not _stands_aside(line, column):
        return _Worth(criterion.id, _points(line, column), maximum)
    match table.not_applicable:
        case NotApplicable.EXCLUDE:
            return _Worth(criterion.id, ZERO, ZERO)
        case NotApplicable.ZERO:
            return _Worth(criterion.id, ZERO, maximum)
        case NotApplicable.FULL:
            full = maximum if section.kind is SectionKind.NORMAL else ZERO
            return _Worth(criterion.id, full, maximum)


def _stands_aside(line: ScoreLine, column: Column) -> bool:
    """Tell whether the line counts as not applicable: declared, and by appraisers accepted."""
    accepted = column is Column.SELF or line.na_accepted is True
    return line.not_applicable and accepted


def _points(line: ScoreLine, column: Column) -> Decimal | None:
    match column:
        case Column.SELF:
            return line.self_points
        case Column.APPRAISAL_1:
            return line.appraisal_1
        case Column.FINAL:
            return final_points(line)


def _section_total(table: ScoreTable, section: Section, worths: tuple[_Worth, ...]) -> SectionTotal:
    points = sum((worth.points or ZERO for worth in worths), ZERO)
    signed = -points if section.kind is SectionKind.DEDUCTION else points
    return SectionTotal(
        section=section.id,
        points=_rounded(table, signed),
        maximum=sum((worth.maximum for worth in worths), ZERO),
        unscored=sum(worth.points is None for worth in worths),
    )


def _sum_of(table: ScoreTable, sections: tuple[SectionTotal, ...], *, normal: bool) -> Decimal:
    chosen = (
        total.points
        for section, total in zip(table.sections, sections, strict=True)
        if (section.kind is SectionKind.NORMAL) is normal
    )
    return sum(chosen, ZERO)


def _held(table: ScoreTable, points: Decimal, maximum: Decimal) -> Decimal:
    """Round, and hold at the maximum where bonus may not pass it."""
    held = points if table.bonus_may_exceed else min(points, maximum)
    return _rounded(table, held)


def _rounded(table: ScoreTable, points: Decimal) -> Decimal:
    step = Decimal(1).scaleb(-table.decimals)
    return points.quantize(step, rounding=_ROUNDING[table.rounding]) + ZERO
