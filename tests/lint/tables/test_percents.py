"""Percents and sums of decimals are held as text: a table may be asked them as numbers."""

import pytest

from server.actions.deployment.definition_lint import definition_problems
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, table
from tests.lint.tables.test_counts import NAMES, TOML
from tests.worlds.calling import amount, form

BOUNDS = {"minimum": 0, "maximum": 10}

POINTS = {"points": {"type": "string", "title": "Điểm", "format": "decimal", **BOUNDS}}


def found(kind: str, *cells: str, source: str = "pct.percent") -> set[str]:
    """Lint a process that reckons a percent and a sum and rates one by these cells of a column."""
    pool = Pool("writing").start().user("say", "leader", form="amount")
    pool.service("pct", "percent", part="say.amount", whole="9").rule("rate", "class_of").end()
    pool.service("added", "sum", of="'say'", field="'points'")
    pool.flow("begin", "say", "pct", "added", "rate", "done")
    drawing = diagram(pool).replace(' name="say"', f' name="{NAMES["say"]}"')
    lines = ((cell, str(at)) for at, cell in enumerate(cells))
    inputs = ((source, kind, ""),)
    files = {
        "t.bpmn": laid_out(drawing),
        "t.toml": TOML.replace('more = { see = "all" }\n', "").encode(),
        "amount.json": form({**amount(9), **POINTS}, required=("amount",), verdict=False).encode(),
        "class_of.dmn": table(*lines, inputs=inputs, name="class_of", gives="integer"),
    }
    return {each.rule for each in definition_problems("t", files, {})}


@pytest.mark.parametrize(
    "cells", [("< 50", ">= 50"), ("[0..50)", "< 0", ">= 50"), ("-",)], ids=repr
)
def test_a_table_is_asked_a_percent_as_a_number(cells: tuple[str, ...]) -> None:
    assert found("number", *cells) == set()


def test_a_table_is_asked_a_sum_of_decimals_as_a_number() -> None:
    assert found("number", "< 7.5", ">= 7.5", source="added.total") == set()
    assert found("integer", "< 7", ">= 7", source="added.total") == {"DMN-INPUT"}


def test_a_percent_lies_between_whole_numbers() -> None:
    assert found("number", "<= 49", ">= 50") == {"DMN-GAP"}
    assert found("integer", "<= 49", ">= 50") == {"DMN-INPUT"}


@pytest.mark.parametrize("kind", ["boolean", "date"])
def test_a_percent_is_neither_a_truth_nor_a_day(kind: str) -> None:
    assert "DMN-INPUT" in found(kind, "-")


def test_a_percent_is_no_whole_number_of_our_own_language() -> None:
    """There a text is never equal to a number; in FEEL it is."""
    assert "TYPE-COMPARED" in found("number", "50", "< 50", "> 50")
