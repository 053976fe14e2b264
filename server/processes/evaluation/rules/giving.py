"""Points that a unit does not give itself: read from whoever gives them, and put on its sheet."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from server.domain.answers import Answers, FormValue
from server.domain.blocs.rules import EvidenceRule, ScoreTable, SectionKind
from server.domain.blocs.scored_cells import ScoredCell
from server.domain.mistakes import MistakeCode
from server.domain.people.posts import check_own_unit
from server.processes.evaluation.rules.scoring import read_given
from server.processes.evaluation.rules.sheets import ScoreLine


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """The points of one criterion of one unit, by another than the unit.

    `ground` is why they are these points; `left_out`: they did not come, and the criterion counts
    as one that does not apply, for the reason in `ground`. `collated` as on a sheet's own lines.
    """

    unit: str
    criterion: str
    points: Decimal | None = None
    actual: Decimal | None = None
    target: Decimal | None = None
    ground: str = ""
    left_out: bool = False
    collated: Decimal | None = None

    @property
    def key(self) -> str:
        """How forms and events name it."""
        return f"{self.unit}:{self.criterion}"

    def on_sheet(self) -> ScoreLine:
        """Return the line as it stands on the unit's sheet: seen by others, claimed by nobody."""
        return ScoreLine(
            criterion=self.criterion,
            not_applicable=self.left_out,
            na_accepted=True if self.left_out else None,
            appraisal_1=self.points,
            reason_1=self.ground,
            actual_1=self.actual,
            target_1=self.target,
            collated=self.collated,
        )


def usual_points(cell: ScoredCell) -> Decimal:
    """Return the points that need no ground: all of them, or no bonus and nothing taken off."""
    normal = cell.section.kind is SectionKind.NORMAL
    return cell.criterion.max_points if normal else Decimal(0)


def check_given(
    *,
    table: ScoreTable,
    cells: Iterable[ScoredCell],
    value: FormValue,
    files: Mapping[str, int],
    person_units: Collection[str],
) -> tuple[GivenLine, ...]:
    """Take points for every criterion of every unit that somebody scores.

    Whatever differs from the usual points has a ground, and a file where the criterion asks for
    one; `files` are counted by the key of the cell. Raises OwnUnit where the person would score a
    unit of their own, Mistakes for the rest.
    """
    wanted = {cell.key: cell for cell in cells}
    for unit in dict.fromkeys(cell.unit for cell in wanted.values()):
        check_own_unit(unit, person_units)
    answers = Answers.of(value)
    given = tuple(
        _line(table, wanted[key], row, files.get(key, 0))
        for key, row in answers.under("scores").rows(wanted)
        if key in wanted
    )
    answers.found.refuse()
    return given


def _line(table: ScoreTable, cell: ScoredCell, row: Answers, files: int) -> GivenLine:
    credit = read_given(table=table, section=cell.section, criterion=cell.criterion, row=row)
    ground = row.text("ground")
    if credit.points is not None and credit.points != usual_points(cell) and not ground:
        row.mistake("ground", MistakeCode.GROUND_MISSING)
    if credit.points and cell.criterion.evidence is EvidenceRule.REQUIRED and files < 1:
        row.mistake("files", MistakeCode.EVIDENCE_MISSING)
    return GivenLine(
        unit=cell.unit,
        criterion=cell.criterion.id,
        points=credit.points,
        actual=credit.actual,
        target=credit.target,
        ground=ground,
    )


def left_out(cells: Iterable[ScoredCell], reason: str) -> tuple[GivenLine, ...]:
    """Make the lines of points that did not come, and are awaited no longer."""
    return tuple(
        GivenLine(unit=cell.unit, criterion=cell.criterion.id, ground=reason, left_out=True)
        for cell in cells
    )
