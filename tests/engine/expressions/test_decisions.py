"""Decision tables: which line answers, and when none may."""

import pytest

from server.engine import JSON, DecisionRefused, Definition, DefinitionRefused, decide
from tests.engine.drawings import FORMS, Pool, drawn

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">'


def table(
    *lines: tuple[str, ...],
    policy: str = "UNIQUE",
    aggregation: str = "",
    default: str = "",
    inputs: tuple[str, ...] = (),
) -> bytes:
    """Give a table of two inputs, `percent` and `kind`, and one output, `quota`."""
    columns = "".join(
        f"<input><inputExpression><text>{source}</text></inputExpression></input>"
        for source in inputs or ("percent", "kind")
    )
    rules = "".join(
        "<rule>"
        + "".join(f"<inputEntry><text>{escape(each)}</text></inputEntry>" for each in line[:-1])
        + f"<outputEntry><text>{escape(line[-1])}</text></outputEntry></rule>"
        for line in lines
    )
    reckons = f' aggregation="{aggregation}"' if aggregation else ""
    entry = f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>"
    otherwise = entry if default else ""
    return (
        f'{HEAD}<decision id="quota"><decisionTable hitPolicy="{policy}"{reckons}>{columns}'
        f'<output name="quota">{otherwise}</output>{rules}</decisionTable></decision></definitions>'
    ).encode()


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def define(data: bytes) -> Definition:
    bpmn = drawn(Pool("p").start().user("one").end().flow("begin", "one", "done"))
    return Definition.read("t", {"t.bpmn": bpmn, "quota.dmn": data, **FORMS})


def quota(data: bytes, percent: JSON, kind: JSON = "flag") -> JSON:
    return decide(define(data), "quota", {"percent": percent, "kind": kind, "most": 5})["quota"]


LINES = (
    (">= 90", "'flag'", "most + 1"),
    ("< 90", "'flag'", "most"),
    ("-", "'merit'", "len(kind)"),
    ("", "'none'", "None"),
)


@pytest.mark.parametrize(
    ("percent", "kind", "expected"),
    [
        ("90", "flag", 6),
        ("89.99", "flag", 5),
        (100, "flag", 6),
        ("0", "merit", 5),
        ("0", "none", None),
    ],
)
def test_the_line_that_fits_answers(percent: JSON, kind: JSON, expected: JSON) -> None:
    assert quota(table(*LINES), percent, kind) == expected


def test_unique_refuses_two_lines_that_fit() -> None:
    with pytest.raises(DecisionRefused, match="2 lines fit"):
        quota(table((">= 1", "-", "1"), (">= 2", "-", "2")), 3)


def test_first_takes_the_first_of_the_lines_that_fit() -> None:
    assert quota(table((">= 1", "-", "1"), (">= 2", "-", "2"), policy="FIRST"), 3) == 1


SEVERAL = ((">= 1", "-", "10"), (">= 2", "-", "'2.5'"))
WHOLE = ((">= 1", "-", "10"), (">= 2", "-", "3"))


@pytest.mark.parametrize(
    ("policy", "aggregation", "lines", "expected"),
    [
        ("RULE ORDER", "", SEVERAL, [10, "2.5"]),
        ("COLLECT", "", SEVERAL, [10, "2.5"]),
        ("COLLECT", "SUM", SEVERAL, "12.5"),
        ("COLLECT", "SUM", WHOLE, 13),
        ("COLLECT", "MIN", SEVERAL, "2.5"),
        ("COLLECT", "MAX", SEVERAL, 10),
        ("COLLECT", "COUNT", SEVERAL, 2),
    ],
)
def test_a_policy_that_takes_all_lines_gathers_or_reckons_them(
    policy: str, aggregation: str, lines: tuple[tuple[str, ...], ...], expected: JSON
) -> None:
    data = table(*lines, ("> 5", "-", "7"), policy=policy, aggregation=aggregation)
    assert quota(data, 3) == expected


@pytest.mark.parametrize(
    ("aggregation", "expected"), [("", []), ("COUNT", 0)], ids=["a list", "a count"]
)
def test_gathering_no_line_is_an_answer(aggregation: str, expected: JSON) -> None:
    assert quota(table(*SEVERAL, policy="COLLECT", aggregation=aggregation), 0) == expected


def test_a_default_of_a_table_that_gathers_is_a_list_of_one() -> None:
    data = table((">= 5", "-", "1"), policy="COLLECT", default="'none'")
    assert (quota(data, 3), quota(data, 6)) == (["none"], [1])


def test_a_first_that_fits_nothing_answers_nothing_to_what_it_may_be_asked() -> None:
    data = table((">= 90", "-", "1"), policy="FIRST")
    assert quota(data, 3) is None
    with pytest.raises(DecisionRefused, match="no line fits"):
        quota(data, 3, None)


def test_a_sum_of_no_line_is_no_answer() -> None:
    with pytest.raises(DecisionRefused, match="no line fits"):
        quota(table(*SEVERAL, policy="COLLECT", aggregation="SUM"), 0)


def test_a_sum_keeps_every_digit() -> None:
    long = "'999999999999999.999999999999999'"
    data = table(*[("-", "-", long)] * 3, policy="COLLECT", aggregation="SUM")
    assert quota(data, 1) == "2999999999999999.999999999999997"


def test_any_answers_where_all_lines_that_fit_say_the_same() -> None:
    assert quota(table((">= 1", "-", "5"), (">= 2", "-", "5"), policy="ANY"), 3) == 5


def test_any_refuses_lines_that_say_different_things() -> None:
    with pytest.raises(DecisionRefused, match="different things"):
        quota(table((">= 1", "-", "5"), (">= 2", "-", "6"), policy="ANY"), 3)


def test_a_default_answers_where_no_line_fits() -> None:
    data = table((">= 90", "-", "1"), default="'none'")
    assert (quota(data, 3), quota(data, 95)) == ("none", 1)


def test_no_line_is_no_answer() -> None:
    with pytest.raises(DecisionRefused, match="no line fits"):
        quota(table((">= 90", "-", "1")), 3)


def test_comparing_what_has_no_order_is_refused() -> None:
    with pytest.raises(DecisionRefused):
        quota(table((">= 90", "-", "1")), "many")


def test_an_unknown_decision_is_refused() -> None:
    with pytest.raises(DecisionRefused):
        decide(define(table(*LINES)), "nothing", {})


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (table(*LINES, policy="OUTPUT ORDER"), "DMN-ORDER"),
        (table(*LINES, policy="COLLECT", aggregation="AVERAGE"), "DMN-POLICY"),
        (table(*LINES, policy="UNIQUE", aggregation="SUM"), "DMN-POLICY"),
        (table(*LINES, policy="COLLECT", aggregation="COUNT", default="1"), "DMN-DEFAULT"),
        (table(*LINES, policy="PRIORITY"), "DMN-ORDER"),
        (table(*LINES, policy="SECOND"), "DMN-POLICY"),
        (table(("1", "1")), "DMN-COLUMNS"),
        (table(("__import__('os')", "-", "1")), "EXPRESSION"),
        (table(("-", "-", "1.5.5")), "EXPRESSION"),
        (table((">", "-", "1")), "EXPRESSION"),
        (table(*LINES, inputs=("percent", "kind.")), "EXPRESSION"),
        (f'{HEAD}<decision id="quota"/></definitions>'.encode(), "DMN-TABLE"),
        (b"<!DOCTYPE x><x/>", "XML-DOCTYPE"),
        (b"<x", "XML-SYNTAX"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused_at_reading(data: bytes, rule: str) -> None:
    with pytest.raises(DefinitionRefused) as refusal:
        define(data)
    assert rule in {problem.rule for problem in refusal.value.problems}


def test_the_hash_covers_the_decision() -> None:
    assert define(table(*LINES)).hash != define(table(*LINES[:2])).hash
