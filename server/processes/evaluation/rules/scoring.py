"""A unit's self-score, read and checked (seed III.1; domain facts 2).

Points are Decimals in the table's own unit; every check finds all mistakes before it refuses.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from server.domain.answers import Answers, FormValue
from server.domain.blocs.rules import (
    Criterion,
    EvidenceRule,
    ScoreTable,
    Section,
    SectionKind,
)
from server.domain.canonical import decimal_text
from server.domain.mistakes import MistakeCode
from server.processes.evaluation.rules.proposed import ProposedFigures
from server.processes.evaluation.rules.sheets import Credit, ScoreLine, SelfScore
from server.processes.evaluation.rules.working_out import worked_out

ZERO = Decimal(0)
NOTHING_PROPOSED: Final[Mapping[str, ProposedFigures]] = {}


def check_self_score(
    *,
    table: ScoreTable,
    value: FormValue,
    evidence: Mapping[str, int],
    unit: str = "",
    proposed: Mapping[str, ProposedFigures] = NOTHING_PROPOSED,
) -> SelfScore:
    """Take a self-score: each criterion has points, or is declared not applicable with a reason.

    What was decided beforehand not to apply to the unit is not asked, nor what others score.
    `evidence` is the number of files by criterion id; `proposed` is what the records say: a unit
    may hand in something else, and says why. Raises Mistakes.
    """
    answers = Answers.of(value)
    own = tuple(table.own_lines(unit))
    parts = {each.id: (section, each) for section, each in own if each.is_for(unit)}
    lines = {
        name: _self_line(table, parts[name], row, evidence.get(name, 0), proposed.get(name))
        for name, row in answers.under("scores").rows(parts)
    }
    answers.found.refuse()
    return SelfScore(
        lines=tuple(lines.get(each.id) or decided(each) for _, each in own),
    )


def decided(criterion: Criterion) -> ScoreLine:
    """Make the line of a criterion that was decided beforehand not to apply to the unit."""
    return ScoreLine(criterion=criterion.id, not_applicable=True, na_accepted=True)


def read_given(
    *, table: ScoreTable, section: Section, criterion: Criterion, row: Answers
) -> Credit:
    """Read the points of a criterion, or work them out from the figures that are entered."""
    if not criterion.is_worked_out:
        return Credit(read_points(table=table, criterion=criterion, row=row))
    if row.decimal("points") is not None:
        row.mistake("points", MistakeCode.POINTS_WORKED_OUT)
    actual = _actual(criterion, row)
    target = row.measured("target") if criterion.asks_target else None
    if criterion.asks_target and not target:
        row.mistake("target", MistakeCode.TARGET_MISSING)
    given = Credit(None, actual, target)
    points = worked_out(table=table, kind=section.kind, criterion=criterion, given=given)
    return Credit(points, actual, target)


def read_own(*, table: ScoreTable, section: Section, criterion: Criterion, row: Answers) -> Credit:
    """Read what a unit gives itself; a bonus or a deduction that is left empty counts 0."""
    left = not any(row.text(name) for name in ("points", "actual", "target"))
    if left and (nothing := left_empty(table=table, kind=section.kind, criterion=criterion)):
        return nothing
    return read_given(table=table, section=section, criterion=criterion, row=row)


def left_empty(*, table: ScoreTable, kind: SectionKind, criterion: Criterion) -> Credit | None:
    """Return what a criterion that is left empty counts; None where it must be filled in.

    Bonus and deduction are for what happened: where nothing did, 0 is what would be typed.
    """
    if kind is SectionKind.NORMAL:
        return None
    if not criterion.is_worked_out:
        taken = is_taken(table=table, criterion=criterion, points=ZERO)
        return Credit(table.rounded(ZERO)) if taken else None
    none = Credit(None, ZERO)
    points = worked_out(table=table, kind=kind, criterion=criterion, given=none)
    return replace(none, points=points) if points == ZERO else None


def _actual(criterion: Criterion, row: Answers) -> Decimal | None:
    before = len(row.found.mistakes)
    actual = row.measured("actual")
    if actual is None and len(row.found.mistakes) == before:
        row.mistake("actual", MistakeCode.ACTUAL_MISSING)
    if actual is not None and not is_measured(criterion=criterion, actual=actual):
        row.mistake("actual", MistakeCode.COUNT_NOT_WHOLE)
    return actual


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
    if criterion.steps is not None and points not in criterion.steps:
        steps = "; ".join(decimal_text(step) for step in criterion.steps)
        row.mistake("points", MistakeCode.POINTS_NOT_A_STEP, steps=steps)
        return None
    exact = table.rounded(points)
    if exact != points:
        row.mistake("points", MistakeCode.POINTS_TOO_FINE, decimals=table.decimals)
        return None
    return exact


def is_taken(*, table: ScoreTable, criterion: Criterion, points: Decimal) -> bool:
    """Tell whether points are some that the criterion can have."""
    if not ZERO <= points <= criterion.max_points:
        return False
    if criterion.steps is not None:
        return points in criterion.steps
    return table.rounded(points) == points


def is_measured(*, criterion: Criterion, actual: Decimal) -> bool:
    """Tell whether a figure can be what was counted or measured: times and days are whole."""
    return criterion.target is not None or actual == actual.to_integral_value()


def refuse_points(row: Answers) -> None:
    """Note a mistake where points stand beside "not applicable"."""
    if row.decimal("points") is not None:
        row.mistake("points", MistakeCode.POINTS_AND_NOT_APPLICABLE)
    if row.measured("actual") is not None:
        row.mistake("actual", MistakeCode.POINTS_AND_NOT_APPLICABLE)


def _self_line(
    table: ScoreTable,
    part: tuple[Section, Criterion],
    row: Answers,
    files: int,
    proposed: ProposedFigures | None,
) -> ScoreLine:
    section, criterion = part
    if row.truth("not_applicable"):
        refuse_points(row)
        return ScoreLine(
            criterion=criterion.id, not_applicable=True, reason=row.reason(), note=row.text("note")
        )
    given = read_own(table=table, section=section, criterion=criterion, row=row)
    points = given.points
    note = row.text("note")
    if points and section.kind is SectionKind.BONUS and not note:
        row.mistake("note", MistakeCode.NOTE_MISSING)
    changed = proposed.changed(given) if proposed is not None and not note else None
    if changed is not None and criterion.days_late is not None:
        row.mistake("note", MistakeCode.PROPOSED_DAYS_CHANGED, days=changed)
    elif changed is not None:
        row.mistake("note", MistakeCode.PROPOSED_FIGURE_CHANGED, number=changed)
    if points and criterion.evidence is EvidenceRule.REQUIRED and files < 1:
        row.mistake("files", MistakeCode.EVIDENCE_MISSING)
    return ScoreLine(
        criterion=criterion.id,
        self_points=points,
        note=note,
        actual=given.actual,
        target=given.target,
    )
