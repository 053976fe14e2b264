"""A table is asked what its form takes, and no number beyond: neither a gap nor a line counts."""

import pytest

from server.engine.expressions.tables import Policy
from tests.engine.expressions import feel_tables as dmn
from tests.lint.tables.test_tried import found


def asking(*cells: str, policy: Policy = Policy.UNIQUE, source: str = "ask.n") -> set[str]:
    """Ask a table a field of 0 to 9, or what is reckoned of it, and name the findings."""
    lines = ((cell, str(number)) for number, cell in enumerate(cells))
    drawn = dmn.table("t", {source: ("number", "")}, {"a": ("number", "")}, *lines, policy=policy)
    return {rule for rule, _ in found(drawn)}


@pytest.mark.parametrize(
    "cells", [("[0..9]",), ("<= 4", "> 4"), ("0", "> 0"), ("< 9", "9"), ("-",)], ids=repr
)
def test_what_a_form_takes_is_all_that_must_fit(cells: tuple[str, ...]) -> None:
    assert asking(*cells) == set()


@pytest.mark.parametrize("cells", [("[1..9]",), ("< 9",), ("< 4", "> 4")], ids=repr)
def test_what_a_form_takes_must_fit(cells: tuple[str, ...]) -> None:
    assert asking(*cells) == {"DMN-GAP"}


@pytest.mark.parametrize("cells", [("<= 9", "> 9"), ("< 0", ">= 0"), ("<= 9", "(9..12]")], ids=repr)
def test_a_line_beyond_what_a_form_takes_is_never_reached(cells: tuple[str, ...]) -> None:
    assert "DMN-NEVER" in asking(*cells)


def test_a_last_line_that_nothing_is_left_for_is_never_reached() -> None:
    assert asking("[0..9]", "-", policy=Policy.FIRST) == {"DMN-NEVER"}
    assert asking("[0..8]", "-", policy=Policy.FIRST) == set()


def test_what_is_reckoned_of_a_field_is_bounded_too() -> None:
    assert asking("[10..19]", source="ask.n + 10") == set()
    assert asking("[10..18]", source="ask.n + 10") == {"DMN-GAP"}
    assert "DMN-NEVER" in asking("[10..19]", "< 10", source="ask.n + 10")


def test_between_two_whole_numbers_of_a_form_there_is_none() -> None:
    assert asking("[0..3]", "[4..9]") == set()
    assert asking("[0..3]", "[5..9]") == {"DMN-GAP"}
    assert "DMN-NEVER" in asking("[0..9]", "(3..4)", policy=Policy.FIRST)
