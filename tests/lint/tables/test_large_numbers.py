"""A number that no fact can hold is refused in a table wherever it stands."""

import pytest

from tests.engine.expressions import feel_tables as dmn
from tests.lint.tables.test_bounded_columns import asking
from tests.lint.tables.test_tried import found

LARGE = "99999999999999999999"
HELD = "999999999999999"


@pytest.mark.parametrize("cell", ["> {}", "{}", "[0..{}]", "-{}", "not({})", "1, {}", "< {} + 1"])
def test_a_cell_that_compares_with_more_than_a_fact_can_hold_is_refused(cell: str) -> None:
    assert "DMN-CELL" in asking(cell.format(LARGE), "-")
    assert "DMN-CELL" not in asking(cell.format(HELD[:-1]), "-")


@pytest.mark.parametrize("said", ["{}", "-{}", "10 * {}"])
def test_an_answer_larger_than_a_fact_can_hold_is_refused(said: str) -> None:
    def answer(number: str) -> set[tuple[str, str]]:
        line = ("[0..9]", said.format(number))
        return found(dmn.table("t", {"ask.n": ("number", "")}, {"a": ("number", "")}, line))

    assert answer(LARGE) == {("DMN-OUTPUT", "t")}
    assert answer(HELD[:-1]) == set()


def test_an_input_larger_than_a_fact_can_hold_is_refused() -> None:
    assert asking("-", source=LARGE) == {"DMN-INPUT"}
    assert asking("-", source=HELD) == set()


@pytest.mark.parametrize(
    ("source", "kind", "fits"),
    [
        ("ask.n", "number", True),
        ("ask.yes", "number", False),
        ("ask.kind", "number", False),
        ("ask.kind", "string", True),
    ],
)
def test_a_table_behind_another_is_asked_what_its_column_takes(
    source: str, kind: str, *, fits: bool
) -> None:
    behind = dmn.table("points", {source: (kind, "")}, {"p": ("number", "")}, ("-", "1"),
                       ("-", "2"), policy="COLLECT", aggregation="SUM")  # fmt: skip
    text = dmn.table("t", {"points": ("number", "")}, {"a": ("number", "")}, ("-", "1"),
                     requires=["points"])  # fmt: skip
    assert found(behind, text) == (set() if fits else {("DMN-INPUT", "size")})
