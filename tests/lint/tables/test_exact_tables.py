"""The gap and overlap check beside every value tried by hand, on tables of chance."""

from decimal import Decimal
from itertools import combinations, product
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.engine.expressions.decisions import Decision
from server.engine.expressions.tables import Cell, Domain
from server.engine.values import JSON
from tests.engine.expressions import feel_tables as dmn

POINTS: Final = ("0", "0.5", "1", "1.5", "2")
GRID: Final[tuple[JSON, ...]] = tuple(str(Decimal(n) / 4) for n in range(-4, 13))
WHOLE: Final[tuple[JSON, ...]] = tuple(range(-2, 8))
DAYS: Final[tuple[JSON, ...]] = tuple(f"2025-06-{day:02}" for day in range(1, 30))
slow = settings(max_examples=60, deadline=None, database=None)


def cells_of(points: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Give cells: comparisons, ranges with open and closed ends, values, and their negations."""
    point = st.sampled_from(points)
    ends = st.lists(point, min_size=2, max_size=2, unique=True).map(
        lambda both: sorted(both, key=points.index)
    )
    ranges = st.tuples(st.sampled_from("[("), ends, st.sampled_from("])")).map(
        lambda made: f"{made[0]}{made[1][0]}..{made[1][1]}{made[2]}"
    )
    compared = st.tuples(st.sampled_from(["<", "<=", ">", ">="]), point).map(" ".join)
    one = st.one_of(ranges, compared, point)
    several = st.lists(one, min_size=1, max_size=2).map(", ".join)
    return st.one_of(several, several.map(lambda tests: f"not({tests})"), st.just("-"))


COLUMNS: Final = {
    "number": (POINTS, GRID),
    "integer": (("0", "1", "2", "4", "5"), WHOLE),
    "date": (tuple(f'date("2025-06-{day:02}")' for day in (3, 4, 10, 20)), DAYS),
}


@pytest.mark.parametrize("kind", COLUMNS)
@slow
@given(data=st.data())
def test_what_is_found_is_what_trying_every_value_finds(kind: str, data: st.DataObject) -> None:
    points, grid = COLUMNS[kind]
    width = data.draw(st.integers(1, 2))
    cells = st.tuples(*[cells_of(points)] * width)
    lines = data.draw(st.lists(cells, min_size=1, max_size=4))
    inputs = {f"x{at}": (kind, "") for at in range(width)}
    table = dmn.table(
        "t", inputs, {"": ("number", "")}, *((*line, str(n)) for n, line in enumerate(lines))
    )
    rules = {each.rule for each in dmn.found(dmn.file(table))}
    decision = dmn.read(dmn.file(table))["t"]
    fitting = [tried(decision, case) for case in product(grid, repeat=width)]
    assert ("DMN-GAP" in rules) == (not all(fitting))
    pairs = {pair for fits in fitting for pair in combinations(fits, 2)}
    assert ("DMN-OVERLAP" in rules) == bool(pairs)
    reached = {at for fits in fitting for at in fits}
    assert ("DMN-NEVER" in rules) == (len(reached) < len(lines))


@slow
@given(
    lines=st.lists(st.tuples(*[cells_of(("0", "1", "2", "4", "5"))] * 2), min_size=1, max_size=5)
)
def test_a_line_of_first_that_others_come_before_is_found(lines: list[tuple[str, str]]) -> None:
    inputs = {f"x{at}": ("integer", "") for at in range(2)}
    rows = [(*line, str(n)) for n, line in enumerate(lines)]
    table = dmn.table("t", inputs, {"": ("number", "")}, *rows, policy="FIRST")
    told = [each for each in dmn.found(dmn.file(table)) if each.rule == "DMN-NEVER"]
    decision = dmn.read(dmn.file(table))["t"]
    fitting = [tried(decision, case) for case in product(WHOLE, repeat=2)]
    assert bool(told) == (len({fits[0] for fits in fitting if fits}) < len(lines))


def tried(decision: Decision, case: tuple[JSON, ...]) -> list[int]:
    """Give the lines that fit a case."""
    asked = decision.language.asked("t", {})

    def fits(cell: Cell, value: JSON, column: Domain) -> bool:
        return asked.fits(cell, value, column)

    return [
        at
        for at, line in enumerate(decision.lines)
        if all(map(fits, line.inputs, case, decision.domains))
    ]


@slow
@given(
    lines=st.lists(
        st.tuples(*[cells_of(("0", "1", "2", "4", "5"))] * 2, st.sampled_from("123")),
        min_size=1,
        max_size=5,
    )
)
def test_a_line_of_priority_that_others_outrank_is_found(
    lines: list[tuple[str, str, str]],
) -> None:
    inputs = {f"x{at}": ("integer", "") for at in range(2)}
    table = dmn.table("t", inputs, {"a": ("number", "3, 1, 2")}, *lines, policy="PRIORITY")
    told = [each for each in dmn.found(dmn.file(table)) if each.rule == "DMN-NEVER"]
    decision = dmn.read(dmn.file(table))["t"]
    cases = [{"x0": one, "x1": other} for one, other in product(WHOLE, repeat=2)]
    counted = {decision.rule(case).lines for case in cases}
    assert bool(told) == (len({*counted} - {()}) < len(lines))
