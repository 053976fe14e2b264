"""The score sheet's grids: self-score, both appraisals, explanations, and the sheet to read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs.rules import (
    Criterion,
    Section,
)
from server.forms.readings import read_number
from server.processes.evaluation.material import sheet_material
from server.processes.evaluation.others.scorer_names import scorer_names
from server.processes.evaluation.rules.appraisal import (
    changed_criteria,
    contested_criteria,
)
from server.processes.evaluation.rules.counted_figures import NOTHING_COUNTED
from server.processes.evaluation.rules.kept_duties import ProposedDays, proposed_days
from server.processes.evaluation.rules.proposed import ProposedFigures
from server.processes.evaluation.rules.scoring import decided, is_measured, is_taken, left_empty
from server.processes.evaluation.rules.sheets import Credit, PartTotal, ScoreLine
from server.processes.evaluation.rules.totals import Column, totals
from server.processes.evaluation.rules.working_out import worked_out
from server.processes.evaluation.widgets.rows import (
    CriterionRow,
    Grid,
    PartRow,
    SectionRows,
)
from server.web.frame.formats import number
from server.web.tasks.form_view import Desk
from server.web.words.language import language

FIGURES = ("points", "actual", "target")
"""The fields of a criterion that its points come from."""


def score_grid(desk: Desk, name: str) -> Grid:
    """Build the self-score: what is typed decides the sums."""

    def typed(row: Typing) -> ScoreLine:
        declared = desk.checked(f"{row.path}.not_applicable")
        given = row.own()
        return replace(
            row.line,
            self_points=given.points,
            actual=given.actual,
            target=given.target,
            not_applicable=declared,
        )

    return _grid(desk, name, typed, Column.SELF)


def appraisal_grid(desk: Desk, name: str) -> Grid:
    """Build the first appraisal beside the self-score."""

    def typed(row: Typing) -> ScoreLine:
        accepted = row.line.not_applicable and desk.checked(f"{row.path}.accept_not_applicable")
        given = Credit(None) if accepted else row.given()
        return replace(
            row.line,
            appraisal_1=given.points,
            actual_1=given.actual,
            target_1=given.target,
            na_accepted=accepted,
            appraisal_2=None,
            collated=None,
        )

    return _grid(desk, name, typed, Column.APPRAISAL_1)


def explanation_grid(desk: Desk, name: str) -> Grid:
    """Build the changes of the first appraisal, each to be accepted or contested."""
    return _only(sheet(desk, name), changed_criteria)


def appraisal_2_grid(desk: Desk, name: str) -> Grid:
    """Build what the unit contests."""
    return _only(sheet(desk, name), contested_criteria)


def sheet(desk: Desk, name: str) -> Grid:
    """Build the whole sheet as handed in, to be read."""
    return _grid(desk, name, lambda row: row.line, Column.SELF)


def self_scores(page: TaskPage, name: str) -> dict[str, str]:
    """Start a self-score from the last one handed in, or from what records propose."""
    values = {
        f"{name}.{criterion.id}.actual": number(found.days)
        for _, criterion in page.rules.score_table.lines()
        if (found := _proposed(page, criterion)) is not None
    }
    values |= _counted(page, name)
    for line in sheet_material(page).lines:
        path = f"{name}.{line.criterion}"
        values |= _typed_before(path, line.claimed)
        values[f"{path}.not_applicable"] = "1" if line.not_applicable else "0"
        values[f"{path}.reason"] = line.reason
        values[f"{path}.note"] = line.note
    return values


def _counted(page: TaskPage, name: str) -> dict[str, str]:
    """Start with what records count."""
    values: dict[str, int | None] = {}
    for criterion, counted in sheet_material(page).counted.items():
        offered = ProposedFigures.of(counted)
        values[f"{name}.{criterion}.actual"] = offered.actual
        values[f"{name}.{criterion}.target"] = offered.target
    return {path: number(value) for path, value in values.items() if value is not None}


def first_appraisal(page: TaskPage, name: str) -> dict[str, str]:
    """Start a first appraisal from an earlier one; a declared "not applicable" as agreed to."""
    values: dict[str, str] = {}
    for line in sheet_material(page).lines:
        path = f"{name}.{line.criterion}"
        values |= _typed_before(path, line.first)
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
            values |= _typed_before(f"{name}.{line.criterion}", line.appraised)
            values[f"{name}.{line.criterion}.reason"] = line.reason_2
    return values


def kept(page: TaskPage, name: str, wanted: str) -> dict[str, str]:
    """Return the points of a first appraisal that keep the self-score, of one criterion or all."""
    return {
        path: text
        for line in sheet_material(page).lines
        if wanted in {"all", line.criterion} and not line.not_applicable
        for path, text in _typed_before(f"{name}.{line.criterion}", line.claimed).items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Typing:
    """A criterion whose fields are being filled in; `line` is what stands in the database."""

    desk: Desk
    path: str
    section: Section
    criterion: Criterion
    line: ScoreLine

    def own(self) -> Credit:
        """Read what the unit gives itself; what may stay empty counts 0 then."""
        left = not any(self.desk.value(f"{self.path}.{each}") for each in FIGURES)
        return (self.nothing if left else None) or self.given()

    @property
    def nothing(self) -> Credit | None:
        """What it counts where it is left empty; None where it may not be."""
        table, kind = self.desk.rules.score_table, self.section.kind
        return left_empty(table=table, kind=kind, criterion=self.criterion)

    def given(self) -> Credit:
        """Read what is typed for the sums; what cannot be read or is refused counts nothing."""
        table = self.desk.rules.score_table
        if not self.criterion.is_worked_out:
            points = _number(self.desk, f"{self.path}.points")
            if points is not None and not is_taken(
                table=table, criterion=self.criterion, points=points
            ):
                return Credit(None)
            return Credit(points)
        actual = _number(self.desk, f"{self.path}.actual")
        if actual is not None and not is_measured(criterion=self.criterion, actual=actual):
            actual = None
        target = _number(self.desk, f"{self.path}.target") if self.criterion.asks_target else None
        given = Credit(None, actual, target)
        points = worked_out(
            table=table,
            kind=self.section.kind,
            criterion=self.criterion,
            given=given,
        )
        return replace(given, points=points)


def _grid(desk: Desk, name: str, typed: Callable[[Typing], ScoreLine], column: Column) -> Grid:
    table = desk.rules.score_table
    names = scorer_names(desk.rules, desk.page.task.subject_unit_id or "")
    stored = {line.criterion: line for line in sheet_material(desk.page).lines}
    rows = {
        criterion.id: _row(
            Typing(
                desk=desk,
                path=f"{name}.{criterion.id}",
                section=section,
                criterion=criterion,
                line=stored.get(criterion.id, ScoreLine(criterion=criterion.id)),
            ),
            typed,
            names.get(criterion.id, ""),
        )
        for section, criterion in table.lines()
    }
    sums = totals(table=table, lines=(row.now for row in rows.values()), column=column)
    before = totals(table=table, lines=(row.line for row in rows.values()), column=Column.SELF)
    numbers = {
        total.part: (total, earlier)
        for total, earlier in zip(sums.parts, before.parts, strict=True)
    }
    sections = (_section(section, rows, numbers) for section in table.sections)
    return Grid(sums=sums, before=before, sections=tuple(sections))


def _section(
    section: Section,
    rows: Mapping[str, CriterionRow],
    totals_: Mapping[str, tuple[PartTotal, PartTotal]],
) -> SectionRows:
    lines: list[PartRow | CriterionRow] = []
    for row in section.rows():
        if row.criterion is not None:
            lines.append(rows[row.criterion.id])
            continue
        total, before = totals_[row.part.id]
        lines.append(PartRow(part=row.part, kind=section.kind, total=total, before=before))
    return SectionRows(section=section, lines=tuple(lines))


def _row(typing: Typing, typed: Callable[[Typing], ScoreLine], scorer: str) -> CriterionRow:
    criterion = typing.criterion
    settled = not criterion.is_for(typing.desk.page.task.subject_unit_id or "")
    line = decided(criterion) if settled else typing.line
    return CriterionRow(
        path=typing.path,
        kind=typing.section.kind,
        criterion=criterion,
        decided=settled,
        line=line,
        now=line if settled or scorer else typed(typing),
        typed_points=None if scorer else typing.given().points,
        scorer=scorer,
        may_stay_empty=typing.nothing is not None,
        files=tuple(typing.desk.files("", criterion.id)),
        proposed=_proposed(typing.desk.page, criterion),
        counted=sheet_material(typing.desk.page).counted.get(criterion.id, NOTHING_COUNTED),
    )


def _proposed(page: TaskPage, criterion: Criterion) -> ProposedDays | None:
    by = criterion.days_late.by if criterion.days_late is not None else None
    if by is None:
        return None
    return proposed_days(by, sheet_material(page).late_duties)


def _only(grid: Grid, choose: Callable[[Iterable[ScoreLine]], tuple[str, ...]]) -> Grid:
    """Keep the rows whose criterion is chosen, and the sections that still have any."""
    wanted = choose(row.line for row in grid.rows)
    parts = (
        replace(part, lines=tuple(row for row in part.rows if row.criterion.id in wanted))
        for part in grid.sections
    )
    return replace(grid, sections=tuple(part for part in parts if part.rows))


def _number(desk: Desk, path: str) -> Decimal | None:
    """Read a number that is typed; None where there is none, or none that counts."""
    found = read_number(desk.value(path), language())
    return found if isinstance(found, Decimal) and found >= 0 else None


def _typed_before(path: str, given: Credit) -> dict[str, str]:
    """Return what was typed for points that stand: them, or the figures they come from."""
    if given.actual is None:
        return {f"{path}.points": number(given.points)}
    figures = {f"{path}.actual": number(given.actual)}
    return figures if given.target is None else {**figures, f"{path}.target": number(given.target)}
