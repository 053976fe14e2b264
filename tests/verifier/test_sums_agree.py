"""Server, both verifiers and the live sums of the grid add the same sheets up alike."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from server.config import ROOT
from server.domain.blocs.rules import ScoreTable
from server.domain.canonical import plain
from server.processes.evaluation.rules.sheets import ScoreLine
from server.processes.evaluation.rules.totals import final_points, totals
from server.processes.evaluation.widgets.rows import rule_of
from tests.processes.evaluation.drawn_tables import (
    dice,
    drawn_bloc,
    drawn_table,
    figured,
    figures,
)
from tests.verifier.running import VERIFIER

HOW_MANY = 300
UNIT, FINE = 100, 100_000
_PAGE = """
const IS = {integer: Number.isInteger};
const found = given.map(([table, bloc]) => {
  const sheets = bloc.map(([unit, lines]) => ({ unit, lines: new Map(lines) }));
  const best = bestOf(table, sheets);
  return sheets.map(({ unit, lines }) => totals({ table, lines, unit, best }).map(said));
});
"""
_GRID = """
const found = given.map(([sections, how]) => {
  const sums = sheetTotals(sections, how);
  const parts = sums.parts.map((part) => [part.summed, part.points, part.maximum]);
  return [parts, sums.total, sums.applicable, sums.left];
});
"""
_FIGURES = """
const found = given.map((each) => workedOut(...each));
"""
Lines = tuple[ScoreLine, ...]
Drawn = list[tuple[ScoreTable, dict[str, Lines]]]


@pytest.fixture(scope="module")
def drawn() -> Drawn:
    made = []
    for seed in range(HOW_MANY):
        random = dice(seed)
        table = drawn_table(random)
        made.append((table, drawn_bloc(random, table)))
    return made


def test_the_command_adds_up_as_the_server_does(drawn: Drawn) -> None:
    for table, bloc in drawn:
        sheets = {
            unit: VERIFIER.Sheet(
                appraised=True,
                lines={name: VERIFIER.Line(**told) for name, told in _told(lines)},
            )
            for unit, lines in bloc.items()
        }
        best = VERIFIER.best_figures(plain(table), sheets.values())
        for unit, lines in bloc.items():
            sums = totals(table=table, lines=lines)
            adding = VERIFIER.Adding(plain(table), sheets[unit], unit, best)
            anew = VERIFIER._totals(adding)  # noqa: SLF001 - the file is no package
            assert anew == (Fraction(sums.total), sums.scaled)


def test_the_page_adds_up_as_the_server_does(drawn: Drawn) -> None:
    told: list[Any] = [
        [plain(table), [[unit, _told(lines)] for unit, lines in bloc.items()]]
        for table, bloc in drawn
    ]
    names = ("fractions", "sums")
    source = "".join((ROOT / f"verifier/page_{name}.js").read_text("utf-8") for name in names)
    for (table, bloc), anew in zip(drawn, _run(source + _PAGE, told), strict=True):
        for lines, (total, scaled) in zip(bloc.values(), anew, strict=True):
            sums = totals(table=table, lines=lines)
            assert (Fraction(total), Fraction(scaled)) == (Fraction(sums.total), sums.scaled)


def test_the_grid_adds_up_as_the_server_does(drawn: Drawn) -> None:
    sheets = [(table, lines) for table, bloc in drawn for lines in bloc.values()]
    found = _run(_script() + _GRID, [_typed(table, lines) for table, lines in sheets])
    for (table, lines), (parts, total, applicable, left) in zip(sheets, found, strict=True):
        sums = totals(table=table, lines=lines)
        assert parts == [
            [part.summed * UNIT, part.points * UNIT, part.maximum * UNIT] for part in sums.parts
        ]
        assert (total, applicable) == (sums.total * UNIT, sums.applicable_maximum * UNIT)
        assert left == len(sums.unscored)


def test_the_grid_works_points_out_as_the_server_does() -> None:
    given, expected = [], []
    for seed in range(HOW_MANY):
        random = dice(seed)
        table = drawn_table(random)
        for section, criterion in table.lines():
            if not criterion.is_worked_out:
                continue
            rule = {"max": criterion.max_points, **rule_of(criterion, section.kind)}
            actual, target = figures(random, criterion)
            line = figured(table, section.kind, criterion, actual, target)
            how = {
                "unit": FINE,
                "step": FINE // 10**table.decimals,
                "rounding": table.rounding.value,
            }
            given.append([_rule(rule), _units(actual), _units(target), how])
            expected.append(_units(line.appraisal_1))
    assert len(given) > HOW_MANY
    assert _run(_script() + _FIGURES, given) == expected


def _rule(said: Mapping[str, object]) -> dict[str, object]:
    """Write a rule as the grid reads it off its row."""
    return {
        name: _units(value) if isinstance(value, Decimal) else value for name, value in said.items()
    }


def _units(value: Decimal | None) -> int | None:
    return None if value is None else int(value * FINE)


def _script() -> str:
    return (ROOT / "server/web/static/points.js").read_text(encoding="utf-8")


def _told(lines: Lines) -> list[tuple[str, dict[str, object]]]:
    """Write lines as both verifiers keep what was handed in."""
    return [
        (
            line.criterion,
            {
                "aside": line.not_applicable,
                "accepted": bool(line.na_accepted),
                "points": _text(line.appraisal_1),
                "actual": _text(line.actual_1),
                "target": _text(line.target_1),
            },
        )
        for line in lines
    ]


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


def _typed(table: ScoreTable, lines: tuple[ScoreLine, ...]) -> list[Any]:
    """Write a table and what is typed as the grid reads them off its rows."""
    by_criterion = {line.criterion: line for line in lines}
    sections = [
        {
            "kind": section.kind.value,
            "rows": [
                {
                    "depth": row.depth,
                    "cap": None if row.part.cap is None else int(row.part.cap * UNIT),
                }
                if row.criterion is None
                else {
                    "max": int(row.criterion.max_points * UNIT),
                    **_cell(by_criterion.get(row.criterion.id)),
                }
                for row in section.rows()
            ],
        }
        for section in table.sections
    ]
    how = {"notApplicable": table.not_applicable.value, "bonusMayExceed": table.bonus_may_exceed}
    return [sections, how]


def _cell(line: ScoreLine | None) -> dict[str, object]:
    points = None if line is None else final_points(line)
    return {
        "points": None if points is None else int(points * UNIT),
        "aside": bool(line and line.not_applicable and line.na_accepted),
    }


def _run(source: str, given: list[Any]) -> list[Any]:
    node = shutil.which("node")
    assert node is not None, "node comes with the front-end packages"
    head = "const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    tail = "process.stdout.write(JSON.stringify(found));"
    answer = subprocess.run(
        [node, "-e", head + source + tail],
        input=json.dumps(given).encode(),
        capture_output=True,
        check=True,
    )
    found: list[Any] = json.loads(answer.stdout)
    return found


def test_what_is_drawn_is_of_every_kind(drawn: Drawn) -> None:
    sums = [totals(table=table, lines=lines) for table, bloc in drawn for lines in bloc.values()]
    capped = sum(any(part.is_capped for part in each.parts) for each in sums)
    deep = sum(any(part.depth > 2 for part in each.parts) for each in sums)
    compared = sum(
        any(line.collated is not None for line in lines)
        for _, bloc in drawn
        for lines in bloc.values()
    )
    assert min(capped, deep, compared) > HOW_MANY / 10
