"""Points by the best of the bloc, once the sheets are put together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from server.domain.blocs.rules import ScoreTable
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.working_out import measured, worked_out

Sheets = Mapping[str, Sequence[ScoreLine]]


def collated(*, table: ScoreTable, sheets: Sheets) -> dict[str, tuple[ScoreLine, ...]]:
    """Work out the points of all sheets that the best of the bloc decides; the rest stays.

    The best is the highest figure that an appraisal left standing. Sheets are by unit.
    """
    best = bests(table, sheets)
    compared = {each.id: (section, each) for section, each in table.lines() if each.id in best}

    def of(line: ScoreLine) -> ScoreLine:
        if line.criterion not in compared or line.appraised.points is None:
            return line
        section, criterion = compared[line.criterion]
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
    compared = {criterion.id: criterion for criterion in table.compared}
    best: dict[str, Fraction] = {}
    for line in chain.from_iterable(sheets.values()):
        if criterion := compared.get(line.criterion):
            share = measured(criterion, line.appraised)
            if share is not None:
                best[criterion.id] = max(share, best.get(criterion.id, share))
    return {name: best.get(name, Fraction(0)) for name in compared}
