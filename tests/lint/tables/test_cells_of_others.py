"""Cells as other tools and other offices write them: one finding each, which says how here."""

import json
from collections.abc import Mapping
from typing import Final

import pytest

from server.engine import LANGUAGES, Problem, findings, said
from tests.engine.drawings import Pool
from tests.engine.expressions import feel_tables as dmn
from tests.lint.samples.material import FORM, KNOWN, diagram, laid_out, worded

FIELDS: Final[Mapping[str, Mapping[str, object]]] = {
    "n": {"type": "integer", "minimum": 0, "maximum": 9},
    "kind": {"type": "string", "enum": ["gold", "silver"]},
    "yes": {"type": "boolean"},
    "day": {"type": "string", "format": "date"},
}
COLUMNS: Final = {"n": "number", "kind": "string", "yes": "boolean", "day": "date"}
HERE: Final = {
    ("n", "${ask.n > 5}"): "> 5",
    ("n", "#{ask.n > 5}"): "> 5",
    ("n", "ask.n > 5"): "> 5",
    ("n", "? in [1..5]"): "[1..5]",
    ("n", "ask.n == 5"): "5",
    ("n", "= 5"): "5",
    ("n", "!= 5"): "not(5)",
    ("n", "<> 5"): "not(5)",
    ("n", "≥ 5"): ">= 5",
    ("n", "=< 5"): "<= 5",
    ("n", "5..7"): "[5..7]",
    ("n", "5…7"): "[5..7]",
    ("n", "[5;7]"): "[5..7]",
    ("n", "between 5 and 7"): "[5..7]",
    ("n", "> 2 and < 7"): "(2..7)",
    ("n", ">= 2 && <= 7"): "[2..7]",
    ("n", "5 or 6"): "5, 6",
    ("n", "5 || 6"): "5, 6",
    ("n", "5; 6"): "5, 6",
    ("n", "{5,6}"): "5, 6",
    ("n", "*"): "-",
    ("n", "5L"): "5",
    ("n", "1.500.000"): "1500000",
    ("kind", "“gold”"): '"gold"',
    ("kind", '"gold" or "silver"'): '"gold", "silver"',
    ("kind", '"gold".equals(ask.kind)'): '"gold"',
    ("kind", "ask.kind.equals('gold')"): '"gold"',
    ("kind", 'in ("gold", "silver")'): '"gold", "silver"',
    ("kind", '!"gold"'): 'not("gold")',
    ("kind", 'not "gold"'): 'not("gold")',
    ("kind", "very good"): '"very good"',
    ("kind", "đạt yêu cầu"): '"đạt yêu cầu"',
}
"""What is not read, by column, and what it says it is written here."""
MISREAD: Final = {
    ("n", "1,5"): "1.5 or 1, 5",
    ("n", "> 1,5"): "1.5 or 1, 5",
    ("n", "[1,5]"): "1.5 or 1, 5",
    ("n", "1.500"): "1500 or 1.5",
    ("n", "5-8"): "[5..8]",
    ("n", "[5 - 8]"): "[5..8]",
    ("n", ">2,<7"): "(2..7)",
    ("n", ">= 2, <= 7"): "[2..7]",
    ("kind", "gold"): '"gold"',
    ("kind", "gold, silver"): '"gold", "silver"',
    ("kind", "vàng"): '"vàng"',
    ("day", "31/12/2025"): 'date("2025-12-31")',
    ("day", "2025-12-31"): 'date("2025-12-31")',
    ("day", "< 2025-12-31"): '< date("2025-12-31")',
}
"""What would be read, and otherwise than it is meant."""
READ: Final = (
    *(("n", each) for each in ("5", "1, 5", "[1..5]", "not(5)", "< 1, > 8", "(2..7)")),
    *(("kind", each) for each in ('"gold","silver"', "'gold'", 'not("gold")')),
    *(("day", each) for each in ('date("2025-12-31")', '< date("2025-12-31")', "date(2025,12,31)")),
    ("yes", "true"),
)
ANSWERS: Final = {
    "14,5": "14.5",
    "ask.n * 1,5": "ask.n * 1.5",
    "${ask.n}": "ask.n",
    "ask.n > 5 ? 1 : 2": "if ask.n > 5 then 1 else 2",
    "-": "null",
}


def found(*parts: str, instead: tuple[str, str] = ("", "")) -> list[Problem]:
    """Lint a process that asks a table what a form has taken."""
    pool = Pool("p").start().user("ask").rule("size", "t").user("read").end()
    pool.flow("begin", "ask", "size", "read", "done")
    known = FORM["properties"]
    assert isinstance(known, dict)
    routed = {
        name: {**worded(each), "title": name, "x-route": True} for name, each in FIELDS.items()
    }
    properties = {**known, **routed}
    form = json.dumps({**FORM, "properties": properties, "required": [*properties]}).encode()
    table = dmn.file(*parts).replace(instead[0].encode(), instead[1].encode())
    files = {"t.bpmn": laid_out(diagram(pool)), "form.json": form, "size.dmn": table}
    return [*findings("t", files, KNOWN)]


def asking(column: str, cell: str, *, instead: tuple[str, str] = ("", "")) -> list[Problem]:
    lines = ((cell, '"a"'), ("-", '"b"'))
    columns = {f"ask.{column}": (COLUMNS[column], "")}
    table = dmn.table("t", columns, {"a": ("string", "")}, *lines, policy="FIRST")
    return found(table, instead=instead)


@pytest.mark.parametrize(("column", "cell"), HERE)
def test_a_cell_that_is_not_read_says_how_it_is_written_here(column: str, cell: str) -> None:
    (problem,) = asking(column, cell)
    assert problem.rule == "EXPRESSION"
    assert problem.holes["reason"] == f"this is written {HERE[column, cell]} here"


@pytest.mark.parametrize(("column", "cell"), MISREAD)
def test_a_cell_that_is_read_otherwise_than_it_is_meant_is_refused(column: str, cell: str) -> None:
    (problem,) = asking(column, cell)
    assert (problem.rule, problem.holes["meant"]) == ("DMN-MISREAD", MISREAD[column, cell])


@pytest.mark.parametrize(("column", "cell"), READ)
def test_what_is_written_as_here_is_read(column: str, cell: str) -> None:
    assert asking(column, cell) == []


@pytest.mark.parametrize(
    ("column", "cell"), [("yes", '"true"'), ("yes", "1"), ("n", "true"), ("day", '"31/12/2025"')]
)
def test_a_value_of_another_type_is_one_finding(column: str, cell: str) -> None:
    assert [each.rule for each in asking(column, cell)] == ["DMN-CELL"]


def several(*lines: tuple[str, ...], policy: str = "UNIQUE") -> list[tuple[str, str]]:
    """Ask a choice, a number and a day, and give what is found with what it is about."""
    columns = {f"ask.{each}": (COLUMNS[each], "") for each in ("kind", "n", "day")}
    problems = found(dmn.table("t", columns, {"a": ("string", "")}, *lines, policy=policy))
    about = ("case", "cell", "source")
    return [(p.rule, next((p.holes[n] for n in about if n in p.holes), "")) for p in problems]


def test_of_a_line_with_one_cell_that_is_not_read_the_others_are_told_as_well() -> None:
    assert several(("gold", "từ 5", "31/12/2025", '"x"'), ("-", "-", "-", '"y"')) == [
        ("EXPRESSION", "từ 5"),
        ("DMN-MISREAD", "31/12/2025"),
        ("DMN-MISREAD", "gold"),
    ]


def test_words_that_are_no_name_are_said_as_they_stand() -> None:
    problems = found(dmn.table("t", {"ask.n": ("number", "")}, {"a": ("string", "")},
        ("-", "xuất sắc"), policy="FIRST"))  # fmt: skip
    assert "no xuất sắc is known here" in [each.holes.get("reason") for each in problems]


def test_a_case_that_no_line_fits_is_one_that_the_form_offers() -> None:
    gold = ('"gold"', "-", "-", '"x"')
    ((rule, case),) = several(gold)
    assert (rule, case.partition(",")[0]) == ("DMN-GAP", "ask.kind = 'silver'")
    assert several(gold, ('"silver"', "-", "-", '"y"')) == []
    assert (
        several(gold, ('"silver"', "-", "-", '"y"'), ("-", "-", "-", '"z"'), policy="FIRST") == []
    )


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_says_how_it_is_written_here(answer: str) -> None:
    lines = (("[0..4]", answer), ("-", "1"))
    table = dmn.table("t", {"ask.n": ("number", "")}, {"a": ("number", "")}, *lines, policy="FIRST")
    (problem,) = found(table)
    assert problem.holes["reason"] == f"this is written {ANSWERS[answer]} here"


@pytest.mark.parametrize("language", ["juel", "groovy", "javascript", "python"])
@pytest.mark.parametrize("tag", ["inputEntry", "outputEntry", "inputExpression", "decisionTable"])
@pytest.mark.parametrize("cell", ["[0..4]", "${ask.n > 4}", "ask.n === 4"])
def test_a_table_in_another_language_is_one_finding(language: str, tag: str, cell: str) -> None:
    marked = (f"<{tag}", f'<{tag} expressionLanguage="{language}"')
    (problem,) = asking("n", cell, instead=marked)
    assert problem.rule == "DMN-LANGUAGE"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_say_it(language: str) -> None:
    (problem,) = asking("n", "1,5")
    assert "1.5" in said(problem.rule, problem.holes, language).mend
    assert (" or ", " hoặc ")[language == "vi"] in said(problem.rule, problem.holes, language).mend


@pytest.mark.parametrize("cell", ["?" * 3000, "a ? " * 700 + ": b", "(" * 199, "5 or " * 39])
def test_a_hostile_cell_is_refused_at_once(cell: str) -> None:
    assert asking("n", cell)


@pytest.mark.parametrize(
    ("answer", "kind", "rules"),
    [
        ("1.500", "number", ["DMN-MISREAD"]),
        ("1.5", "number", []),
        ("gold", "string", ["DMN-MISREAD"]),
        ('"1.500"', "string", []),
        ('"1,5"', "string", []),
    ],
)
def test_an_answer_that_is_read_otherwise_is_refused(
    answer: str, kind: str, rules: list[str]
) -> None:
    line = ("-", answer)
    table = dmn.table("t", {"ask.n": ("number", "")}, {"a": (kind, "")}, line, policy="FIRST")
    assert [each.rule for each in found(table)] == rules
