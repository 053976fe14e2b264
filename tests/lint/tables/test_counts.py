"""What an operation counts is never less than nothing, and the linter knows it."""

import pytest

from server.actions.deployment.definition_lint import definition_problems
from server.actions.steps import aggregates
from server.engine.lint.values.value_types import Sort
from server.processes import PROCESSES
from tests.engine.drawings import Pool
from tests.lint.samples.material import diagram, laid_out, table
from tests.worlds.calling import amount, form

ANSWERS = {
    f"{name}.{field}": kind
    for operations in (aggregates.OPERATIONS, *(each.code.operations for each in PROCESSES))
    for name, operation in operations.items()
    for field, kind in operation.answers.items()
    if kind.sort is Sort.WHOLE
}
TOML = """name = "Việc {number}"
short = "Việc"
[open]
act = "Mở việc"
by = ["leader"]
[sight]
all = ["everyone"]
[tasks]
say = { see = "all" }
rate = { see = "all" }
more = { see = "all" }
"""
NAMES = {"say": "Viết", "more": "Viết thêm"}


def found(when: str, *cells: str) -> set[str]:
    """Lint a process that counts, rates the count by these cells, and asks this condition."""
    pool = Pool("writing").start().user("say", "leader", form="amount")
    pool.service("got", "count", of="'say'").rule("rate", "class_of").xor("few")
    pool.user("more", "secretary", form="amount").end()
    pool.flow("begin", "say", "got", "rate", "few").flow("few", "done", default=True)
    pool.flow("few", "more", when=when).flow("more", "done")
    drawing = diagram(pool)
    for name, words in NAMES.items():
        drawing = drawing.replace(f' name="{name}"', f' name="{words}"')
    lines = ((cell, str(at)) for at, cell in enumerate(cells))
    column = ("got.count", "integer", "")
    files = {
        "t.bpmn": laid_out(drawing),
        "t.toml": TOML.encode(),
        "amount.json": form(amount(9), required=("amount",), verdict=False).encode(),
        "class_of.dmn": table(*lines, inputs=(column,), name="class_of", gives="integer"),
    }
    return {each.rule for each in definition_problems("t", files, {})}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_whole_number_an_operation_answers_is_bounded_below(name: str) -> None:
    assert ANSWERS[name].least == 0


def test_a_condition_that_asks_for_less_than_nothing_is_a_finding() -> None:
    assert found("got.count == 0", "[0..2]", "> 2") == set()
    assert found("got.count < 0", "[0..2]", "> 2") == {"CONDITION-CONSTANT"}


def test_the_lines_of_a_table_begin_at_nothing() -> None:
    assert found("got.count == 0", "[1..2]", "> 2") == {"DMN-GAP"}
    assert "DMN-NEVER" in found("got.count == 0", "< 0", "[0..2]", "> 2")
