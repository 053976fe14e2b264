"""Points by section of an evaluation, for the overview: claimed, or final at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from uuid import UUID

from server.domain.blocs.rules import CaseRules, ScoreTable, SectionKind
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import CaseSight, of_task, sees
from server.domain.people.actors import Actor
from server.processes.evaluation.key import KEY
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import Column, totals
from server.processes.evaluation.tables import scores
from server.processes.evaluation.tables.scores import SheetRow
from server.processes.evaluation.told.standing import final_lines
from server.store.cases.case_pages import CaseHead
from server.web.home.points import PointsBySection, PointsRow, PointsSection
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.language import pick


def points_by_section(
    cases: Sequence[CaseHead], sights: Mapping[UUID, CaseSight], actor: Actor
) -> PointsBySection | None:
    """Tell the points of the sheets the reader may see, as the table of scores tells them.

    They are those of the first of the cases that has any.
    """
    left = {case.id: case for case in cases if case.kind == KEY}
    while left:
        first, sheets = scores.first_scored(session(), [*left])
        if first is None:
            return None
        told = _of_case(left[first], sheets, sights[first], actor)
        if told is not None:
            return told
        del left[first]
    return None


def _of_case(
    case: CaseHead, sheets: Mapping[str, SheetRow], sight: CaseSight, actor: Actor
) -> PointsBySection | None:
    seen = _seen(case, sight, actor)
    told = {unit: sheets[unit] for unit in seen if unit in sheets and _stays(sheets[unit])}
    if not any(_scored(sheet) for sheet in told.values()):
        return None
    rules, final = sight.rules, all(_final(sheet) for sheet in told.values())
    summed = _Summed(
        rules=rules,
        sheets=told,
        lines=scores.lines_of_case(session(), case.id),
        column=Column.FINAL if final else Column.SELF,
    )
    rows = [
        summed.row(unit.id, pick(unit.short), own=unit.id == actor.unit_id) for unit in rules.units
    ]
    shown = _shown(rules.score_table, rows)
    return PointsBySection(
        case=case,
        title=_("Điểm cuối theo mục") if final else _("Điểm tự chấm theo mục"),
        sample=rules.score_table.sample,
        sections=[
            PointsSection(
                each.code or pick(each.name), f"{each.code} {pick(each.name)}", each.max_points
            )
            for each in compress(rules.score_table.sections, shown)
        ],
        rows=[replace(row, points=row.points and [*compress(row.points, shown)]) for row in rows],
    )


def _shown(table: ScoreTable, rows: Sequence[PointsRow]) -> list[bool]:
    """Tell of each section whether it is shown: bonus and deduction where anybody has any."""
    told = [*zip(*(row.points for row in rows if row.points is not None), strict=True)]
    return [
        section.kind is SectionKind.NORMAL or any(points)
        for section, points in zip(table.sections, told, strict=True)
    ]


def _seen(case: CaseHead, sight: CaseSight, actor: Actor) -> list[str]:
    """Name the units whose sheets the reader may see."""
    posts, lanes = actor.eyes(case.kind), sight.lanes.get("score", frozenset())
    circle = of_task(sight.manifest, "score")
    records = [
        RecordFacts(element="score", key=unit.id, unit=unit.id, lanes=lanes)
        for unit in sight.rules.units
    ]
    return [of.unit for of in records if sees(circle, of, posts=posts, case=sight)]


def _stays(sheet: SheetRow) -> bool:
    return sheet.state != "taken_out"


def _final(sheet: SheetRow) -> bool:
    return sheet.is_settled and sheet.final_total is not None


def _scored(sheet: SheetRow) -> bool:
    return sheet.self_total is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summed:
    """Sheets that may be told, and the lines their sections are summed from."""

    rules: CaseRules
    sheets: Mapping[str, SheetRow]
    lines: Mapping[str, Sequence[ScoreLine]]
    column: Column

    def row(self, unit_id: str, name: str, *, own: bool) -> PointsRow:
        """Sum each section of a unit's sheet as its totals were; no points where none are told."""
        sheet, table = self.sheets.get(unit_id), self.rules.score_table
        if sheet is None or sheet.self_total is None:
            return PointsRow(name=name, own=own, points=None)
        every = self.lines.get(unit_id, ())
        if self.column is Column.FINAL:
            counted = final_lines(table, unit_id, sheet.scaled, every)
        else:
            on_sheet = {criterion.id for _section, criterion in table.own_lines(unit_id)}
            counted = [line for line in every if line.criterion in on_sheet]
        sums = totals(table=table, lines=counted, column=self.column)
        sections = [part.points for part in sums.parts if part.depth == 0]
        return PointsRow(name=name, own=own, points=sections, total=sums.total)
