"""What a table computes has the type of its expression for the diagram, and may be nothing."""

from collections.abc import Mapping

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import KNOWN, diagram, laid_out
from tests.lint.tables.test_tried import FIELDS, form_with


def read(cell: str, when: str, kind: str = "number", *, inputs: Mapping[str, str] | None = None,
         other: str = "") -> set[str]:  # fmt: skip
    """Name what is found where a condition reads what a table computes."""
    pool = Pool("p").start().user("ask").rule("size", "t").xor("q").user("late").end()
    pool.flow("begin", "ask", "size", "q").flow("q", "late", when=when)
    pool.flow("q", "done", default=True).flow("late", "done")
    given = dict.fromkeys(inputs or {"ask.n": "-"}, ("number", ""))
    lines = ((*(inputs or {"ask.n": "-"}).values(), cell), *([("-", other)] if other else ()))
    text = dmn.table("t", given, {"a": (kind, "")}, *lines, policy="FIRST")
    files = {"t.bpmn": laid_out(diagram(pool)), "form.json": form_with(FIELDS)}
    found = findings("t", {**files, "size.dmn": dmn.file(text)}, KNOWN)
    return {each.rule for each in found}


def test_an_answer_computed_to_nothing_has_no_order() -> None:
    assert read("10 / ask.n", "size.a > 3") == {"TYPE-NOTHING"}
    assert read("10 / ask.n", "size.a and size.a > 3") == set()
    assert read("10 / (ask.n - 5)", "size.a > 3") == {"TYPE-NOTHING"}
    assert read("10 / (ask.n + 1)", "size.a > 3") == set()


def test_a_line_that_keeps_the_nothing_away_answers() -> None:
    away = {"ask.n": "> 0"}
    assert read("10 / ask.n", "size.a > 3", inputs=away, other="0") == set()
    assert read("10 / (ask.n - 3)", "size.a > 3", inputs=away, other="0") == {"TYPE-NOTHING"}
    assert read("if ask.n = 0 then 0 else 10 / ask.n", "size.a > 3") == set()


@pytest.mark.parametrize(
    ("cell", "kind", "when", "rule"),
    [
        ("ask.n + 1", "number", "size.a == 'gold'", "TYPE-COMPARED"),
        ("ask.n * 2", "number", "size.a > 18", "CONDITION-CONSTANT"),
        ("-ask.n", "number", "size.a > 0", "CONDITION-CONSTANT"),
        ("ask.kind", "string", "size.a == 'golden'", "TYPE-VALUE"),
        ('if ask.yes then "a" else "b"', "string", "size.a == 'c'", "TYPE-VALUE"),
    ],
)
def test_a_computed_answer_has_the_type_of_its_expression(
    cell: str, kind: str, when: str, rule: str
) -> None:
    assert read(cell, when, kind) == {rule}
