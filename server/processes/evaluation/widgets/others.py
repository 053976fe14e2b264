"""Widgets about points that others than the unit give: to give them, to read them, late ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from server.actions.tasks.read_task import TaskPage
from server.domain.blocs import scored_cells
from server.domain.blocs.rules import Criterion, EvidenceRule, MemberUnit, Section, SectionKind
from server.domain.blocs.scored_cells import ScoredCell
from server.processes.evaluation.material import sheet_material
from server.processes.evaluation.rules.counted_figures import NOTHING_COUNTED, CountedFigures
from server.processes.evaluation.rules.giving import GivenLine, usual_points
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.widgets.rows import rule_of
from server.processes.evaluation.widgets.sheets import Typing
from server.store.tasks.attachments import Attachment
from server.web.frame.formats import number
from server.web.names.rule_names import unit_names
from server.web.tasks.form_view import Desk
from server.web.words.catalogue import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """One criterion of one unit that somebody else scores; `line` is what was given before."""

    path: str
    key: str
    unit: MemberUnit
    section: Section
    criterion: Criterion
    line: GivenLine
    typed_points: Decimal | None
    files: tuple[Attachment, ...]
    team: str
    """The other units of the team that agree on the points; empty where there is none."""
    proposed: None = None
    """Records propose days late to the unit alone, which hands in its own."""
    counted: CountedFigures = NOTHING_COUNTED
    """What records count is told the unit alone, for the same reason."""

    @property
    def evidence_required(self) -> bool:
        """Whether points need a file."""
        return self.criterion.evidence is EvidenceRule.REQUIRED

    @property
    def kind(self) -> SectionKind:
        """How its section counts."""
        return self.section.kind

    @property
    def rule(self) -> Mapping[str, str | Decimal]:
        """How its points are worked out; empty where they are given."""
        return rule_of(self.criterion, self.kind)

    @property
    def steps(self) -> tuple[tuple[str, Decimal], ...]:
        """The only points there are: as they are typed, and as numbers."""
        return tuple((number(step), step) for step in self.criterion.steps or ())

    @property
    def is_provisional(self) -> bool:
        """Whether its points wait for the best of the bloc."""
        return self.criterion.is_compared


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPart:
    """A criterion with the units that get points for it; `says` tells what needs a ground."""

    section: Section
    criterion: Criterion
    rows: tuple[GivenRow, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A unit or body that gives points to others."""

    path: str
    name: str
    units: str


def given_grid(desk: Desk, name: str) -> tuple[GivenPart, ...]:
    """Lay out what the task's unit or body has to give: criterion by criterion, unit by unit."""
    material = sheet_material(desk.page)
    before = {line.key: line for line in material.given}
    order = [criterion.id for _section, criterion in desk.rules.score_table.lines()]
    cells = sorted(material.cells, key=lambda cell: order.index(cell.criterion.id))
    return tuple(
        _part(desk, name, list(several), before)
        for _id, several in groupby(cells, key=lambda cell: cell.criterion.id)
    )


def given_before(page: TaskPage, name: str) -> dict[str, str]:
    """Start with what was given before."""
    material = sheet_material(page)
    before = {line.key: line for line in material.given if not line.left_out}
    values: dict[str, str] = {}
    for cell in material.cells:
        path, line = f"{name}.{cell.key}", before.get(cell.key)
        if line is None:
            continue
        values |= _typed(path, line)
        values[f"{path}.ground"] = line.ground
    return values


def late_points(desk: Desk, name: str) -> tuple[PartyRow, ...]:
    """List whose points are still awaited."""
    return _parties(desk, name)


def ask_again(desk: Desk, name: str) -> tuple[PartyRow, ...] | None:
    """List who may be asked to look at its points again; None where others give none."""
    return _parties(desk, name) or None


def _parties(desk: Desk, name: str) -> tuple[PartyRow, ...]:
    names = unit_names(desk.rules)
    return tuple(
        PartyRow(
            path=f"{name}.{party}",
            name=names.get(party, party),
            units=", ".join(
                dict.fromkeys(names[cell.unit] for cell in scored_cells.cells_of(desk.rules, party))
            ),
        )
        for party in sheet_material(desk.page).parties
    )


def _part(
    desk: Desk, name: str, cells: list[ScoredCell], before: Mapping[str, GivenLine]
) -> GivenPart:
    first = cells[0]
    usual = number(usual_points(first))
    return GivenPart(
        section=first.section,
        criterion=first.criterion,
        rows=tuple(_row(desk, name, cell, before) for cell in cells),
        says=_(
            "Từ 0 đến %(max)s điểm; khác %(usual)s phải nêu căn cứ.",
            max=number(first.criterion.max_points),
            usual=usual,
        ),
    )


def _row(desk: Desk, name: str, cell: ScoredCell, before: Mapping[str, GivenLine]) -> GivenRow:
    path = f"{name}.{cell.key}"
    line = before.get(cell.key, GivenLine(unit=cell.unit, criterion=cell.criterion.id))
    typing = Typing(
        desk=desk,
        path=path,
        section=cell.section,
        criterion=cell.criterion,
        line=ScoreLine(criterion=cell.criterion.id),
    )
    return GivenRow(
        path=path,
        key=cell.key,
        unit=desk.rules.unit(cell.unit),
        section=cell.section,
        criterion=cell.criterion,
        line=line,
        typed_points=typing.given().points,
        files=tuple(desk.files("", cell.key)),
        team=_team(desk, cell),
    )


def _team(desk: Desk, cell: ScoredCell) -> str:
    scorer = scored_cells.scorer_of(desk.rules, cell.criterion)
    names = unit_names(desk.rules)
    others = scorer.team_of(cell.unit)[1:] if scorer else ()
    return ", ".join(names[unit] for unit in others)


def _typed(path: str, line: GivenLine) -> dict[str, str]:
    """Return what was typed for points that stand: them, or the figures they come from."""
    if line.actual is None:
        return {f"{path}.points": number(line.points)}
    figures = {f"{path}.actual": number(line.actual)}
    return figures if line.target is None else {**figures, f"{path}.target": number(line.target)}
