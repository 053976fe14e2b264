"""FEEL as we read it: what an expression gives, what a cell fits, what has no meaning."""

from collections.abc import Mapping

import pytest

from server.engine import JSON, ExpressionRefused
from server.engine.expressions.feel import grammar
from server.engine.expressions.feel.evaluating import Evaluator
from server.engine.expressions.feel.values import Unfit, Value, given, taken

NAMES: Mapping[str, JSON] = {
    "n": 3,
    "share": "66.66",
    "day": "2025-06-30",
    "word": "abc",
    "none": None,
    "ask": {"amount": 250, "kinds": ["a", "b"]},
    "Full Name": "Lan",
}
LONG = frozenset({"Full Name"})


def name(wanted: str) -> Value:
    if wanted not in NAMES:
        raise Unfit(wanted)
    return taken(NAMES[wanted])


def value(source: str) -> JSON:
    return given(Evaluator(name).of(grammar.expression(source, LONG)))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("-3 ** 2", 9),
        ("2 ** 3 ** 2", 64),
        ("10 ** -5", "0.00001"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.333333333333333"),
        ("2.50 * 2", 5),
        (".5", "0.5"),
        ("1 / 0", None),
        ("0 ** -1", None),
        ("1 + null", None),
        ("share + 1", "67.66"),
        ("share > 66.6", True),
        ('"a" + "b"', "ab"),
        ('"Xin chào " + Full Name', "Xin chào Lan"),
        ("ask.amount / 4", "62.5"),
        ("n = 3 and word != null", True),
        ("none = null", True),
        ("true and null", None),
        ("false and null", False),
        ("true or null", True),
        ("not(null)", None),
        ("none < 3", None),
        ("n between 3 and 5", True),
        ("n in (1, 3)", True),
        ("n in (3..5]", False),
        ("n in [3..5]", True),
        ("n in ]2..3[", False),
        ('word in ["abc", "d"]', True),
        ("if n > 2 then 1 else 2", 1),
        ("if null then 1 else 2", 2),
        ("min(3, 1, 2)", 1),
        ("max([1, 4])", 4),
        ("sum([0.1, 0.2])", "0.3"),
        ("mean(1, 2)", "1.5"),
        ("count(ask.kinds)", 2),
        ('list contains(ask.kinds, "b")', True),
        ("decimal(2.345, 2)", "2.34"),
        ("floor(-1.5)", -2),
        ("ceiling(1.2)", 2),
        ("abs(-3)", 3),
        ('string length("Lý")', 2),
        ('starts with(word, "ab")', True),
        ('date("2025-01-31") + duration("P1D")', "2025-02-01"),
        ('date(2025, 7, 1) - date("2025-06-30")', "P1D"),
        ('day < date("2025-07-01")', True),
        ('@"2025-01-01" + @"P2D" = date("2025-01-03")', True),
        ('duration("P2D") > duration("P1D")', True),
        ("workdays(day, 1)", "2025-07-01"),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] in [[1, 2], [3]]", True),
    ],
)
def test_an_expression_gives(source: str, expected: JSON) -> None:
    found = value(source)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    "source",
    [
        'n = "3"',
        'n < "a"',
        "true + 1",
        '"a" < "b"',
        'word = date("2025-01-01")',
        "n and true",
        "if n then 1 else 2",
        "ask.many",
        "nobody",
        'date("2025-02-30")',
        'duration("P1M")',
        'sum(["a"])',
        "10 ** 9999 * 10",
        "2 ** 100000",
        "abs(1, 2)",
        "10 ** 20",
        '@"2025-01-01" + 1',
    ],
)
def test_what_has_no_meaning_is_refused_and_not_guessed(source: str) -> None:
    with pytest.raises(Unfit):
        value(source)


@pytest.mark.parametrize(
    ("cell", "fitting", "others"),
    [
        ("-", (1, "a", None), ()),
        ("", (1,), ()),
        ("3", (3,), (4, None)),
        ('"a","b"', ("a", "b"), ("c", None)),
        ('not("a", "b")', ("c", None), ("a",)),
        ("< 5, > 7", (4, 8), (5, 7, None)),
        ("[1..5)", (1, 4), (5, 0)),
        ("]1..5[", (2,), (1, 5)),
        ("(1..5]", (5,), (1,)),
        ("not([1..5])", (0, 6), (1, 5, None)),
        ("null", (None,), (1,)),
        ("true", (True,), (False, None)),
        ("n + 1", (4,), (3,)),
        ("ask.kinds", ("a",), ("c",)),
        ('[date("2025-01-01")..date("2025-12-31")]', ("2025-06-30",), ("2026-01-01",)),
        ('>= duration("P3D")', (), ()),
        ("-1", (-1,), (1,)),
        ("> 14.5", ("14.6", 15), ("14.5", 14)),
    ],
)
def test_a_cell_fits(cell: str, fitting: tuple[JSON, ...], others: tuple[JSON, ...]) -> None:
    tests = grammar.cell(cell)
    for each in fitting:
        assert Evaluator(name).fits(tests, taken(each)) is True, each
    for each in others:
        assert Evaluator(name).fits(tests, taken(each)) is not True, each


@pytest.mark.parametrize(
    "cell", ["n > 3", "= 3", "not(n) = 1", "1..5", "[1..5", "1,", "not()", "? > 1"]
)
def test_a_cell_that_is_no_test_is_refused(cell: str) -> None:
    with pytest.raises(ExpressionRefused):
        grammar.cell(cell)


def test_work_is_counted_and_ends() -> None:
    several = taken([*range(9_000)])
    evaluator = Evaluator(lambda _: several)
    tree = grammar.expression("sum(a) + sum(a)")
    assert given(evaluator.of(tree)) == 2 * sum(range(9_000))
    evaluator.work.steps = 49_999
    with pytest.raises(Unfit, match="steps"):
        evaluator.of(tree)
