"""A number that no fact can hold is refused in a table wherever it stands."""

import pytest

from server.engine.errors import DecisionRefused
from server.engine.values import LARGEST_INT
from tests.engine.expressions import feel_tables as dmn
from tests.lint.tables.test_bounded_columns import asking
from tests.lint.tables.test_tried import found

LARGE = "99999999999999999999"
HELD = str(LARGEST_INT)


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


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("ask.any", True),
        ("-ask.any", True),
        ("ask.any / 10", True),
        ("ask.any / 2", False),  # 16 digits before the point, and one behind it
        ("floor(ask.any / 2)", True),
        ("10 * ask.any", False),
        ("ask.any + 1", False),
        ("10 * ask.n", True),
        ("min(ask.any, 1000) * 10", False),
        ("max(min(ask.any, 1000), 0) / 10", True),
    ],
)
def test_all_that_a_form_takes_is_held_in_what_a_table_makes_of_it(
    said: str, *, held: bool
) -> None:
    text = dmn.table("t", {"ask.n": ("number", "")}, {"a": ("number", "")}, ("[0..9]", said))
    assert found(text) == (set() if held else {("DMN-OUTPUT", "t")})


def test_the_largest_number_of_a_form_goes_through_a_table_unchanged() -> None:
    lines = (("[0..9000000000000000]", "0"), ("> 9000000000000000", "n"))
    text = dmn.file(dmn.table("t", {"n": ("number", "")}, {"a": ("number", "")}, *lines))
    assert dmn.asked(text, "t", {"n": LARGEST_INT}) == LARGEST_INT
    with pytest.raises(DecisionRefused):
        dmn.asked(text, "t", {"n": LARGEST_INT + 1})
