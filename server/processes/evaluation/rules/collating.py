"""Points by the best of the bloc, once the sheets are put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from server.domain.blocs.rules import Criterion, ScoreTable
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.working_out import measured, worked_out

Sheets = Mapping[str, Sequence[ScoreLine]]


def collated(*, table: ScoreTable, sheets: Sheets) -> dict[str, tuple[ScoreLine, ...]]:
    """Work out the points of all sheets that the best of the bloc decides; the rest stays.

    The best is the highest figure that an appraisal left standing. Sheets are by unit.
    """
    best = bests(table, sheets)
    parts = {criterion.id: (section, criterion) for section, criterion in table.lines()}

    def of(line: ScoreLine) -> ScoreLine:
        if line.criterion not in best or line.appraised.points is None:
            return line
        section, criterion = parts[line.criterion]
        points = worked_out(
            table=table,
            kind=section.kind,
            criterion=criterion,
            given=line.appraised,
            best=best[line.criterion],
        )
        return replace(line, collated=points)

    return {unit: tuple(of(line) for line in lines) for unit, lines in sheets.items()}


def bests(table: ScoreTable, sheets: Sheets) -> dict[str, Fraction]:
    """Return the best of the bloc, as `measured`, for each criterion that is compared by it."""
    return {criterion.id: _best(criterion, sheets) for criterion in table.compared}


def _best(criterion: Criterion, sheets: Sheets) -> Fraction:
    figures = (
        share
        for lines in sheets.values()
        for line in lines
        if line.criterion == criterion.id
        and (share := measured(criterion, line.appraised)) is not None
    )
    return max(figures, default=Fraction(0))
