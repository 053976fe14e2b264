"""A cell that has no value is named at its line; the linter never breaks on one."""

import pytest

from tests.engine.expressions import feel_tables as dmn

ANSWERLESS = (
    'date("2025-13-01")',
    'duration("P1M")',
    '@"2025-02-30"',
    "2 ** 99999",
    'abs("x")',
    'date("2025-01-01") + 1',
    "if 1 then 2 else 3",
)
ON_A_DAY = {"ask.day": ("date", "")}
GIVES = {"n": ("number", "")}


def found(text: str) -> list[str]:
    return [each.rule for each in dmn.found(dmn.file(text))]


@pytest.mark.parametrize("cell", ANSWERLESS)
def test_an_input_cell_without_a_value_is_named(cell: str) -> None:
    text = dmn.table("t", ON_A_DAY, GIVES, (cell, "1"), ("-", "2"), policy="FIRST")
    assert found(text) == ["DMN-CELL"]


@pytest.mark.parametrize("cell", ANSWERLESS)
def test_an_allowed_value_without_a_value_breaks_nothing(cell: str) -> None:
    text = dmn.table("t", {"ask.day": ("date", cell)}, GIVES, ("-", "2"), policy="FIRST")
    found(text)


@pytest.mark.parametrize("cell", ANSWERLESS)
def test_an_output_cell_without_a_value_is_named(cell: str) -> None:
    text = dmn.table("t", ON_A_DAY, GIVES, ("-", cell), policy="FIRST")
    assert found(text) == ["DMN-OUTPUT"]


def test_a_text_is_no_number_to_add_up() -> None:
    lines = (("not(null)", '"3"'), ("-", "1"))
    text = dmn.table("t", ON_A_DAY, GIVES, *lines, policy="COLLECT", aggregation="SUM")
    assert found(text) == ["DMN-OUTPUT"]


def test_an_output_that_reads_a_fact_is_let_pass() -> None:
    text = dmn.table("t", ON_A_DAY, GIVES, ("-", "ask.n + 1"), policy="FIRST")
    assert found(text) == []


def test_an_output_of_our_own_language_without_a_value_is_named() -> None:
    text = dmn.table("t", ON_A_DAY, {"n": ("date", "")}, ("-", "date(2025, 13, 1)"), policy="FIRST")
    assert found(text) == ["DMN-OUTPUT"]
