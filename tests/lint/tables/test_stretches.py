"""Large tables in FEEL are judged in linear time, and as if every value had been tried."""

import random

import pytest

from server.engine import findings
from server.engine.expressions import decision_files
from server.engine.lint.decisions import cases
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import KNOWN
from tests.work import work

KINDS = {
    "number": ("[{a}..{b}]", "({a}..{b}]", "< {a}", ">= {a}", "{a}, {b}", "not({a})", "-"),
    "date": ('[date("20{a}-01-01")..date("20{b}-01-01"))', '> date("20{a}-01-01")',
             'not(date("20{a}-01-01"))', "-"),
    "string": ('"v{a}"', '"v{a}", "v{b}"', 'not("v{a}")', "-"),
    "": ("{a}", "< {a}", '"v{a}"', "-"),
    "days and time duration": ('< duration("P{a}D")', 'duration("P{b}D")', "-"),
}  # fmt: skip


def drawn(kind: str, lines: int, columns: int, seed: int) -> bytes:
    chance = random.Random(seed)  # noqa: S311 - a table, not a secret
    inputs = {f"ask.a{at}": (kind, "") for at in range(columns)}
    rows = []
    for line in range(lines):
        pairs = [sorted(chance.sample(range(10, 99), 2)) for _ in inputs]
        cells = [chance.choice(KINDS[kind]).format(a=a, b=b) for a, b in pairs]
        rows.append((*cells, f'"{line}"'))
    return dmn.file(dmn.table("quota", inputs, {"a": ("string", "")}, *rows, policy="COLLECT"))


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_value_fits_the_lines_that_it_fits_when_it_is_asked(kind: str) -> None:
    for seed in range(12):
        found, problems = decision_files.examine({"t.dmn": drawn(kind, 9, 1, seed)})
        assert problems == []
        (_, table) = found[0]
        column = cases.InputColumn(table, 0)
        for value, lines in zip(column.values, column.fitting, strict=True):
            fits = [
                cases.fits_cell(table, table.domains[0], line.inputs[0], value)
                for line in table.lines
            ]
            assert lines == sum(fit << at for at, fit in enumerate(fits))
            assert [bool(each >> column.values.index(value) & 1) for each in column.fitted] == fits


@pytest.mark.parametrize("kind", ["number", "string"])
def test_twice_as_many_lines_cost_about_twice_as_much(kind: str) -> None:
    costs = []
    for lines in (100, 200):
        files = {"t.dmn": drawn(kind, lines, 7, 1)}
        costs.append(work(lambda files=files: findings(None, files, KNOWN)))  # type: ignore[misc]
    assert costs[1] < 2.6 * costs[0]
    assert costs[1] < 2_000_000
