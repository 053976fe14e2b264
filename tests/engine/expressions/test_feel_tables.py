"""Tables as others write them: what they answer, and what the linter proves of them."""

import pytest

from server.engine import JSON, DecisionRefused
from tests.engine.expressions import feel_tables as dmn

AGE = {"Age": ("number", "")}
RISK = {"Age": ("number", ""), "Risk": ("string", '"High", "Low", "Medium"')}
STATUS = {"Status": ("string", '"Approved", "Declined"'), "Rate": ("string", "")}
ADULTS = (
    (">=18", '"Medium","Low"', '"Approved"', '"Basic"'),
    ("<18", "-", '"Declined"', '"Standard"'),
    ("-", '"High"', '"Approved"', '"Standard"'),
)
LAST_OF_JUNE = "x = '2025-06-30'"
BOTH: list[JSON] = [
    {"Status": "Declined", "Rate": "Standard"},
    {"Status": "Approved", "Rate": "Standard"},
]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("FIRST", BOTH[0]),
        ("PRIORITY", BOTH[1]),
        ("RULE ORDER", BOTH),
        ("COLLECT", BOTH),
        ("OUTPUT ORDER", BOTH[::-1]),
    ],
)
def test_a_policy_says_which_of_the_lines_that_fit_answer(policy: str, expected: JSON) -> None:
    data = dmn.file(dmn.table("t", RISK, STATUS, *ADULTS, policy=policy))
    assert dmn.asked(data, "t", {"Age": 17, "Risk": "High"}) == expected


BY_YEARS = ((">1", "98.83"), (">2", "150.21"), (">3", "64.32"))


@pytest.mark.parametrize(
    ("aggregation", "years", "expected"),
    [
        ("MIN", 4, "64.32"),
        ("MAX", 4, "150.21"),
        ("SUM", 4, "313.36"),
        ("COUNT", 4, 3),
        ("COUNT", 1, 0),
        ("SUM", 1, None),
    ],
)
def test_a_single_output_without_a_name_is_reckoned_exactly(
    aggregation: str, years: int, expected: JSON
) -> None:
    data = dmn.file(
        dmn.table("t", {"Years": ("number", "")}, {"": ("", "")}, *BY_YEARS,
                  policy="COLLECT", aggregation=aggregation)
    )  # fmt: skip
    assert dmn.read(data)["t"].decide({"Years": years}) == {"answer": expected}


def test_a_first_may_answer_nothing() -> None:
    data = dmn.file(dmn.table("t", AGE, {"": ("", "")}, (">18", '"cars"'), policy="FIRST"))
    assert dmn.asked(data, "t", {"Age": 18}) is None
    assert dmn.found(data) == []


def test_a_unique_that_fits_nothing_is_refused_and_a_gap_is_found() -> None:
    data = dmn.file(dmn.table("t", AGE, {"": ("", "")}, (">18", '"cars"')))
    with pytest.raises(DecisionRefused, match="no line fits"):
        dmn.asked(data, "t", {"Age": 18})
    assert [each.rule for each in dmn.found(data)] == ["DMN-GAP"]


def test_decisions_require_each_other_by_names_with_spaces_each_asked_once() -> None:
    data = dmn.file(
        dmn.given("Monthly Salary", "number"),
        dmn.alone("year", "12 * Monthly Salary", name="Yearly Salary", kind="number"),
        dmn.table("band", {"Yearly Salary": ("number", "")}, {"": ("string", "")},
                  ("< 1000", '"low"'), (">= 1000", '"high"'), requires=["year"]),
        dmn.alone("text", 'band + "/" + (if Yearly Salary > 1 then "some" else "none")',
                  requires=["band", "year"]),
    )  # fmt: skip
    decision = dmn.read(data)["text"]
    ruling = decision.rule({"Monthly Salary": "100.5"})
    assert ruling.answer == {"answer": "high/some"}
    assert [(each.id, told.answer) for each, told in ruling.behind] == [
        ("year", {"answer": 1206}), ("band", {"answer": "high"}),
    ]  # fmt: skip


def test_what_is_required_and_not_read_is_not_asked() -> None:
    data = dmn.file(dmn.alone("never", "1 / nobody"), dmn.alone("t", "1", requires=["never"]))
    assert dmn.asked(data, "t", {}) == 1


@pytest.mark.parametrize(
    "parts",
    [
        (dmn.alone("a", "b", ["b"]), dmn.alone("b", "a", ["a"])),
        (dmn.alone("a", "a", ["a"]),),
        (dmn.alone("a", "b", ["gone"]),),
        tuple(
            dmn.alone(f"a{n}", f"a{n + 1}" if n < 40 else "1", [f"a{n + 1}"] if n < 40 else [])
            for n in range(41)
        ),
    ],
    ids=["in a circle", "itself", "what is not there", "too many"],
)
def test_requirements_that_lead_nowhere_are_found(parts: tuple[str, ...]) -> None:
    assert "DMN-REQUIRES" in {each.rule for each in dmn.found(dmn.file(*parts))}


def test_a_function_of_the_file_reads_its_parameters_alone() -> None:
    text = "(p*r/12)/(1-(1+r/12)**-n)"
    pays = dmn.alone("t", "PMT(600000, 0.0375, 360) + fee", kind="number")
    data = dmn.file(dmn.model("PMT", "prn", text), pays)
    assert dmn.asked(data, "t", {"fee": 100}) == "2878.693549432766768"
    strange = dmn.file(dmn.model("PMT", "prn", "p + fee"), pays)
    assert [each.rule for each in dmn.found(strange)] == ["EXPRESSION"]


def test_what_a_file_declares_beside_a_decision_is_told_with_it() -> None:
    data = dmn.file(
        dmn.given("fee", "number"),
        dmn.given("unread", "number"),
        dmn.model("twice", "n", "2 * n"),
        dmn.alone("t", "twice(fee)"),
    )
    assert dmn.read(data)["t"].beside == ("fee: number", "twice(n) = 2 * n")


def test_a_function_that_calls_itself_is_refused_when_asked() -> None:
    data = dmn.file(dmn.model("f", "n", "f(n) + f(n)"), dmn.alone("t", "f(1)"))
    with pytest.raises(DecisionRefused, match="too deep"):
        dmn.asked(data, "t", {})


def test_an_answer_of_another_type_than_its_column_is_refused() -> None:
    data = dmn.file(dmn.given("x"), dmn.alone("t", "x + 1", kind="string"))
    with pytest.raises(DecisionRefused, match="is no string"):
        dmn.asked(data, "t", {"x": 1})


def test_what_is_not_among_the_allowed_values_of_a_name_is_refused() -> None:
    kind = (
        '<itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"A","B"</text>'
        "</allowedValues></itemDefinition>"
    )
    data = dmn.file(kind, dmn.given("Kind", "tKind"), dmn.alone("t", '"is " + Kind'))
    assert dmn.asked(data, "t", {"Kind": "A"}) == "is A"
    with pytest.raises(DecisionRefused, match="not allowed"):
        dmn.asked(data, "t", {"Kind": "C"})


def proved(kind: str, *cells: str, values: str = "") -> list[tuple[str, str]]:
    """Lint a UNIQUE table of one column; give the rules with the case each names."""
    lines = [(cell, str(number)) for number, cell in enumerate(cells)]
    data = dmn.file(dmn.table("t", {"x": (kind, values)}, {"": ("number", "")}, *lines))
    return [(each.rule, each.holes.get("case", "")) for each in dmn.found(data)]


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("number", ("< 1.5", "[1.5..2)", ">= 2"), []),
        ("number", ("< 1.5", "(1.5..2)", ">= 2"), [("DMN-GAP", "x = '1.5'")]),
        ("number", ("<= 1.5", "[1.5..2)", ">= 2"), [("DMN-OVERLAP", "x = '1.5'")]),
        ("number", ("<= 4", ">= 5"), [("DMN-GAP", "x = '4.5'")]),
        ("integer", ("<= 4", ">= 5"), []),
        ("integer", ("<= 4", "> 5"), [("DMN-GAP", "x = 5")]),
        ("number", ("not([1..2])", "[1..2]"), []),
        ("number", ("< 0.001", "> 0.001", "0.001"), []),
        ("date", ('< date("2025-07-01")', '>= date("2025-07-01")'), []),
        ("date", ('<= date("2025-06-30")', '>= date("2025-07-01")'), []),
        ("date", ('<= date("2025-06-29")', '>= date("2025-07-01")'), [("DMN-GAP", LAST_OF_JUNE)]),
        ("days and time duration", ('<= @"P3D"', '>= @"P5D"'), [("DMN-GAP", "x = 'P4D'")]),
        ("days and time duration", ('<= @"P3D"', '> @"P3D"'), []),
        ("boolean", ("true", "false"), []),
        ("boolean", ("true",), [("DMN-GAP", "x = False")]),
        ("string", ('"a","b"', 'not("a","b")'), []),
        ("string", ('"a","b"', '"b"', "-"), [("DMN-OVERLAP", "x = 'b'")] * 2),
    ],
)  # fmt: skip
def test_gaps_and_overlaps_are_found_exactly(
    kind: str, cells: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    found = proved(kind, *cells)
    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_a_list_of_values_closes_a_column_of_texts_and_a_range_one_of_numbers() -> None:
    assert proved("string", '"a"', '"b"', values='"a","b"') == []
    assert proved("string", '"a"', '"b"', values='"a","b","c"') == [("DMN-GAP", "x = 'c'")]
    assert proved("number", "< 50", ">= 50", values="[0..100]") == []
    assert proved("number", "[0..50)", "(50..100]", values="[0..100]") == [("DMN-GAP", "x = 50")]
    assert proved("number", "[0..50)", "[50..100]", values="[0..100]") == []


@pytest.mark.parametrize("cell", ["[2..1]", "(1..1)", '< "a"', '"a"', "true", '@"P1D"', "< null"])
def test_a_cell_that_never_fits_its_column_is_found(cell: str) -> None:
    assert "DMN-CELL" in {rule for rule, _ in proved("number", cell, "-")}


def test_a_cell_that_hangs_on_facts_cannot_be_proved() -> None:
    assert "DMN-OPAQUE" in {rule for rule, _ in proved("number", "> most", "<= most")}


def test_too_many_cases_are_said_to_be_too_many() -> None:
    inputs = {f"x{n}": ("number", "") for n in range(12)}
    lines = [(*(f"> {n * at % 97}" for at in range(12)), "1") for n in range(60)]
    data = dmn.file(dmn.table("t", inputs, {"": ("number", "")}, *lines, policy="ANY"))
    assert {each.rule for each in dmn.found(data)} <= {"DMN-SIZE", "DMN-GAP"}


@pytest.mark.parametrize(
    ("cells", "ours"),
    [
        (("> 18", "<= 18"), True),
        (("True", "False"), True),
        (("'a'", "-"), True),
        (("true", "false"), False),
        (('"a","b"', "-"), False),
        (("[1..5]", "-"), False),
        (("14.5", "-"), False),
        (("not(1)", "1"), False),
    ],
)
def test_a_table_is_in_our_language_where_all_of_it_reads_so(
    cells: tuple[str, ...], *, ours: bool
) -> None:
    lines = [(cell, "1") for cell in cells]
    data = dmn.file(dmn.table("t", {"x": ("", "")}, {"y": ("", "")}, *lines, policy="FIRST"))
    silent = data.replace(f' expressionLanguage="{dmn.FEEL}"'.encode(), b"")
    assert (dmn.read(silent)["t"].reads is None) is ours
