"""Ranks over drawn tables with criteria of every kind."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from server.domain.blocs.rules import Criterion, Formula, ScoreTable, SectionKind
from server.processes.evaluation.rules.collating import collated
from server.processes.evaluation.rules.ranking import UnitFinals, rank
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import totals
from tests.processes.evaluation.drawn_tables import (
    UNITS,
    dice,
    drawn_bloc,
    drawn_table,
    figured,
)

SEEDS = range(120)
Sheets = Mapping[str, tuple[ScoreLine, ...]]


def ranks(table: ScoreTable, sheets: Sheets) -> dict[str, int]:
    """Put sheets together and rank them."""
    finals = {
        unit: totals(table=table, lines=lines)
        for unit, lines in collated(table=table, sheets=sheets).items()
    }
    ranking = rank(
        standings=(
            UnitFinals(unit=unit, total=each.total, scaled=each.scaled, key=unit)
            for unit, each in finals.items()
        )
    )
    return {each.unit: each.rank for each in ranking}


def better(table: ScoreTable, kind: SectionKind, of: Criterion, line: ScoreLine) -> ScoreLine:
    """Return the line as good as it gets: all points, or the figure that gives most."""
    least = kind is SectionKind.DEDUCTION
    if not of.is_worked_out:
        return replace(line, appraisal_1=Decimal(0) if least else of.max_points)
    inverse = of.target is not None and of.target.formula is Formula.INVERSE
    takes_off = bool(inverse or (of.count and of.count.from_full) or (of.days_late and not least))
    actual = Decimal(0) if takes_off is not least else Decimal(1000)
    return replace(
        line,
        appraisal_1=figured(table, kind, of, actual, line.target_1).appraisal_1,
        actual_1=actual,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_no_unit_loses_rank_by_a_better_line(seed: int) -> None:
    random = dice(seed)
    table = drawn_table(random)
    sheets = drawn_bloc(random, table)
    before = ranks(table, sheets)
    of = {each.id: (section.kind, each) for section, each in table.lines()}
    for unit, lines in sheets.items():
        for n, line in enumerate(lines):
            kind, criterion = of[line.criterion]
            if line.appraisal_1 is None or line.not_applicable:
                continue
            mended = better(table, kind, criterion, line)
            after = ranks(table, {**sheets, unit: (*lines[:n], mended, *lines[n + 1 :])})
            assert after[unit] <= before[unit], (unit, criterion)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_in_which_units_come_is_irrelevant(seed: int) -> None:
    random = dice(seed)
    table = drawn_table(random)
    sheets = drawn_bloc(random, table)
    turned = {unit: tuple(reversed(sheets[unit])) for unit in reversed(UNITS)}
    assert ranks(table, turned) == ranks(table, sheets)
    assert collated(table=table, sheets=sheets) == sheets, "worked out anew, it is the same"
