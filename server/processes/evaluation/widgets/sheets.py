"""The score sheet's grids: self-score, both appraisals, explanations, and the sheet to read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.rules import (
    Criterion,
    EvidenceRule,
    Section,
    SectionKind,
)
from server.domain.canonical import decimal_text
from server.forms import decimal_shown
from server.forms.readings import decimal
from server.processes.evaluation.material import sheet_material
from server.processes.evaluation.rules.appraisal import (
    changed_criteria,
    contested_criteria,
    is_changed,
)
from server.processes.evaluation.rules.scoring import Column, totals
from server.processes.evaluation.rules.sheets import (
    ScoreLine,
    SectionTotal,
    SheetTotals,
)
from server.store.tasks.attachments import Attachment
from server.web.tasks.form_view import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """One criterion; `line` is what stands in the database, `now` with what is typed."""

    path: str
    criterion: Criterion
    line: ScoreLine
    now: ScoreLine
    files: tuple[Attachment, ...]

    @property
    def evidence_required(self) -> bool:
        """Whether points need a file."""
        return self.criterion.evidence is EvidenceRule.REQUIRED

    @property
    def difference(self) -> Decimal | None:
        """How far the first appraisal is from the self-score; None while either is missing."""
        if self.now.appraisal_1 is None:
            return None
        return self.now.appraisal_1 - (self.now.self_points or Decimal(0))

    @property
    def changed(self) -> bool:
        """Whether the first appraisal differs from the self-score."""
        return is_changed(self.now)

    @property
    def pending(self) -> bool:
        """Whether the first appraisal has not been given."""
        return self.now.appraisal_1 is None and not self.now.na_accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRows:
    """A section with its rows and what they add up to; `before` is the self-score's total."""

    section: Section
    rows: tuple[CriterionRow, ...]
    total: SectionTotal
    before: SectionTotal

    @property
    def maximum(self) -> Decimal:
        """The section's maximum as it counts: a deduction's is negative."""
        points = self.section.max_points
        return -points if self.section.kind is SectionKind.DEDUCTION else points


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A whole grid with its sums."""

    sections: tuple[SectionRows, ...]
    sums: SheetTotals
    before: SheetTotals

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """All rows in the table's order."""
        return tuple(row for part in self.sections for row in part.rows)

    @property
    def done(self) -> int:
        """How many criteria are answered."""
        return len(self.rows) - len(self.sums.unscored)


def score_grid(desk: Desk, name: str) -> Grid:
    """Build the self-score: what is typed decides the sums."""

    def typed(path: str, line: ScoreLine) -> ScoreLine:
        points = _points(desk, f"{path}.points")
        declared = desk.checked(f"{path}.not_applicable")
        return replace(line, self_points=points, not_applicable=declared)

    return _grid(desk, name, typed, Column.SELF)


def appraisal_grid(desk: Desk, name: str) -> Grid:
    """Build the first appraisal beside the self-score."""

    def typed(path: str, line: ScoreLine) -> ScoreLine:
        accepted = line.not_applicable and desk.checked(f"{path}.accept_not_applicable")
        points = None if accepted else _points(desk, f"{path}.points")
        return replace(line, appraisal_1=points, na_accepted=accepted, appraisal_2=None)

    return _grid(desk, name, typed, Column.APPRAISAL_1)


def explanation_grid(desk: Desk, name: str) -> Grid:
    """Build the changes of the first appraisal, each to be accepted or contested."""
    return _only(sheet(desk, name), changed_criteria)


def appraisal_2_grid(desk: Desk, name: str) -> Grid:
    """Build what the unit contests."""
    return _only(sheet(desk, name), contested_criteria)


def sheet(desk: Desk, name: str) -> Grid:
    """Build the whole sheet as handed in, to be read."""
    return _grid(desk, name, lambda _path, line: line, Column.SELF)


def self_scores(page: TaskPage, name: str) -> dict[str, str]:
    """Start a self-score from the last one handed in, where there is one."""
    values: dict[str, str] = {}
    for line in sheet_material(page).lines:
        path = f"{name}.{line.criterion}"
        values[f"{path}.points"] = _shown(line.self_points)
        values[f"{path}.not_applicable"] = "1" if line.not_applicable else "0"
        values[f"{path}.reason"] = line.reason
        values[f"{path}.note"] = line.note
    return values


def first_appraisal(page: TaskPage, name: str) -> dict[str, str]:
    """Start a first appraisal from an earlier one; a declared "not applicable" as agreed to."""
    values: dict[str, str] = {}
    for line in sheet_material(page).lines:
        path = f"{name}.{line.criterion}"
        values[f"{path}.points"] = _shown(line.appraisal_1)
        values[f"{path}.reason"] = line.reason_1
        if line.not_applicable:
            agreed = line.na_accepted is not False
            values[f"{path}.accept_not_applicable"] = "1" if agreed else "0"
    return values


def explanations(page: TaskPage, name: str) -> dict[str, str]:
    """Start explanations from earlier ones."""
    values: dict[str, str] = {}
    for line in sheet_material(page).lines:
        if line.stance:
            values[f"{name}.{line.criterion}.stance"] = line.stance.value
            values[f"{name}.{line.criterion}.text"] = line.explanation
    return values


def second_appraisal(page: TaskPage, name: str) -> dict[str, str]:
    """Start a second appraisal from an earlier one."""
    values: dict[str, str] = {}
    for line in sheet_material(page).lines:
        if line.appraisal_2 is not None:
            values[f"{name}.{line.criterion}.points"] = _shown(line.appraisal_2)
            values[f"{name}.{line.criterion}.reason"] = line.reason_2
    return values


def kept(page: TaskPage, name: str, wanted: str) -> dict[str, str]:
    """Return the points of a first appraisal that keep the self-score, of one criterion or all."""
    return {
        f"{name}.{line.criterion}.points": _shown(line.self_points)
        for line in sheet_material(page).lines
        if wanted in {"all", line.criterion} and not line.not_applicable
    }


def _grid(
    desk: Desk, name: str, typed: Callable[[str, ScoreLine], ScoreLine], column: Column
) -> Grid:
    table = desk.rules.score_table
    stored = {line.criterion: line for line in sheet_material(desk.page).lines}
    rows = {
        criterion.id: _row(desk, f"{name}.{criterion.id}", criterion, stored, typed)
        for _section, criterion in table.lines()
    }
    sums = totals(table=table, lines=(row.now for row in rows.values()), column=column)
    before = totals(table=table, lines=(row.line for row in rows.values()), column=Column.SELF)
    return Grid(
        sums=sums,
        before=before,
        sections=tuple(
            SectionRows(
                section=section,
                rows=tuple(rows[criterion.id] for criterion in section.criteria),
                total=total,
                before=earlier,
            )
            for section, total, earlier in zip(
                table.sections, sums.sections, before.sections, strict=True
            )
        ),
    )


def _row(
    desk: Desk,
    path: str,
    criterion: Criterion,
    stored: dict[str, ScoreLine],
    typed: Callable[[str, ScoreLine], ScoreLine],
) -> CriterionRow:
    line = stored.get(criterion.id, ScoreLine(criterion=criterion.id))
    files = tuple(desk.files("", criterion.id))
    return CriterionRow(
        path=path, criterion=criterion, line=line, now=typed(path, line), files=files
    )


def _only(grid: Grid, choose: Callable[[Iterable[ScoreLine]], tuple[str, ...]]) -> Grid:
    """Keep the rows whose criterion is chosen, and the sections that still have any."""
    wanted = choose(row.line for row in grid.rows)
    parts = (
        replace(part, rows=tuple(row for row in part.rows if row.criterion.id in wanted))
        for part in grid.sections
    )
    return replace(grid, sections=tuple(part for part in parts if part.rows))


def _points(desk: Desk, path: str) -> Decimal | None:
    """Read typed points for the sums; what cannot be read counts nothing."""
    text = decimal(desk.value(path)[:30])
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _shown(points: Decimal | None) -> str:
    return "" if points is None else decimal_shown(decimal_text(points))
