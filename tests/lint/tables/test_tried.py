"""What a table in FEEL reads is tried out with all that a form lets in: it must never fail."""

import json
from collections.abc import Mapping
from typing import Final

import pytest

from server.engine import findings
from tests.engine.drawings import Pool
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import FORM, KNOWN, diagram, laid_out, worded

FIELDS: Final[Mapping[str, Mapping[str, object]]] = {
    "n": {"type": "integer", "minimum": 0, "maximum": 9},
    "any": {"type": "integer"},
    "kind": {"type": "string", "enum": ["gold", "silver"]},
    "yes": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
    "kinds": {"type": "array", "items": {"type": "string", "enum": ["gold"]}},
}


def found(*parts: str) -> set[tuple[str, str]]:
    """Lint a process that asks a table what a form has taken."""
    pool = Pool("p").start().user("ask").rule("size", "t").user("read").end()
    pool.flow("begin", "ask", "size", "read", "done")
    files = {"t.bpmn": laid_out(diagram(pool)), "form.json": form_with(FIELDS)}
    several = findings("t", {**files, "size.dmn": dmn.file(*parts)}, KNOWN)
    return {(each.rule, each.element) for each in several}


def form_with(fields: Mapping[str, Mapping[str, object]]) -> bytes:
    """Give the form with these fields, which enter the process."""
    known = FORM["properties"]
    assert isinstance(known, dict)
    routed = {
        name: {**worded(each), "title": name, "x-route": True} for name, each in fields.items()
    }
    properties = {**known, **routed}
    return json.dumps({**FORM, "properties": properties, "required": [*properties]}).encode()


def answering(cell: str, kind: str) -> str:
    lines = (("[0..4]", cell), ("-", cell))
    return dmn.table("t", {"ask.n": ("number", "")}, {"a": (kind, "")}, *lines, policy="FIRST")


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("ask.n", "string"),
        ("ask.kind", "number"),
        ("ask.yes", "date"),
        ("ask.n + ask.day", "number"),
        ("abs(ask.kind)", "number"),
        ('if ask.n = "x" then 1 else 2', "number"),
        ("if ask.n then 1 else 2", "number"),
        ('if ask.kind = "gold" then 1 else "x"', "number"),
    ],
)
def test_an_answer_that_fails_for_what_a_form_lets_in_is_refused(cell: str, kind: str) -> None:
    assert {rule for rule, _ in found(answering(cell, kind))} == {"DMN-OUTPUT"}


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("ask.n", "number"),
        ("ask.kind", "string"),
        ("key", "string"),
        ("key", "number"),  # it may hold a decimal
        ("ask.yes", "boolean"),
        ("ask.day", "date"),
        ("10 / ask.n", "number"),  # nothing, where it is nought
        ('if ask.kind = "gold" then 1 else 2', "number"),
        ('ask.kind + " " + key', "string"),
        ("count(ask.kinds)", "number"),
        ("ask.n", ""),
    ],
)
def test_an_answer_that_is_always_of_its_column_is_let_pass(cell: str, kind: str) -> None:
    assert found(answering(cell, kind)) == set()


@pytest.mark.parametrize(
    ("source", "fits"),
    [
        ("floor(ask.n / 2)", True),
        ("ask.n between 1 and 3", False),
        ('if ask.n = "x" then 1 else 2', False),
        ('if ask.kind = "gold" then 1 else 2', True),
        ("1 + abs(ask.kind)", False),
    ],
)
def test_what_a_table_is_asked_never_fails(source: str, *, fits: bool) -> None:
    text = dmn.table("t", {source: ("number", "")}, {"a": ("number", "")}, ("[0..9]", "1"))
    assert {rule for rule, _ in found(text)} - {"DMN-GAP"} == (set() if fits else {"DMN-INPUT"})


@pytest.mark.parametrize(
    ("cell", "fits"), [("> ask.n", True), ("> abs(ask.n)", True), ("> abs(ask.kind)", False)]
)
def test_what_a_cell_compares_with_never_fails(cell: str, *, fits: bool) -> None:
    columns, lines = {"ask.n": ("number", "")}, ((cell, "1"), ("[0..9]", "2"))
    text = dmn.table("t", columns, {"a": ("number", "")}, *lines, policy="FIRST")
    assert found(text) == (set() if fits else {("DMN-CELL", "t")})


def test_what_a_decision_behind_a_table_reads_is_tried_out_too() -> None:
    behind = dmn.alone("twice", "2 * abs(ask.kind)", name="Double", kind="number")
    text = dmn.table("t", {"Double": ("number", "")}, {"a": ("number", "")}, ("-", "1"),
                     requires=["twice"])  # fmt: skip
    assert found(behind, text) == {("DMN-OUTPUT", "twice")}


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("ask.n + 1", None),
        ("ask.n + ask.day", "TYPE-COMPARED"),
        ("ask.kinds[3]", "TYPE-INDEX"),
        ("1 if ask.kind == 'brass' else 2", "TYPE-VALUE"),
    ],
)
def test_an_answer_in_our_own_language_fits_what_it_reads(cell: str, rule: str | None) -> None:
    text = dmn.table("t", {"ask.n": ("number", "")}, {"a": ("", "")}, ("> 5", cell), ("-", "1"),
                     policy="FIRST")  # fmt: skip
    assert {each for each, _ in found(text)} == ({rule} if rule else set())


def test_a_line_with_a_cell_too_few_is_named_and_nothing_breaks() -> None:
    columns = {"ask.n": ("number", ""), "ask.kind": ("string", "")}
    text = dmn.table("t", columns, {"a": ("string", "")}, ("[0..9]", '"gold"', "ask.kind"))
    ragged = text.replace("<inputEntry><text>[0..9]</text></inputEntry>", "")
    assert "DMN-COLUMNS" in {rule for rule, _ in found(ragged)}
