"""The safe language: what its expressions mean."""

import pytest

from server.engine import JSON, ExpressionRefused, evaluate

NAMES: dict[str, JSON] = {
    "adopt": {"verdict": "send_back", "units": ["a"]},
    "late": {"until": None},
    "deadlines": {"self_score": "2024-11-20"},
    "units": ["a", "b", "c"],
    "n": 3,
    "percent": "80.5",
    "yes": True,
    "empty": [],
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("adopt.verdict == 'send_back'", True),
        ("adopt['units'][0]", "a"),
        ("late.until if has(late) else deadlines.self_score", None),
        ("late.until if has(none) else deadlines.self_score", "2024-11-20"),
        ("has(late.until)", True),
        ("has(late.reason)", False),
        ("has(none.at.all)", False),
        ("len(units) * 2 + n - 1", 8),
        ("-n", -3),
        ("units[-1]", "c"),
        ("'a' in units and 'x' not in units", True),
        ("'verdict' in adopt", True),
        ("'end' in adopt.verdict", True),
        ("not has(none) and n > 1 and 1 < n <= 3", True),
        ("empty or 'nobody'", "nobody"),
        ("empty and n", []),
        ("n in (1, 2, 3)", True),
        ("{'at': 'score', 'units': units}", {"at": "score", "units": ["a", "b", "c"]}),
        ("units + ['d']", ["a", "b", "c", "d"]),
        ("'đơn ' + 'vị'", "đơn vị"),
        ("max(1, n, 2) + min([5, 4])", 7),
        ("sum([1, 2, n]) + abs(-1)", 7),
        ("sorted(['b', 'a'])", ["a", "b"]),
        ("sorted(['9.5', 80])", ["9.5", 80]),
        ("all([yes, n]) and any([False, yes])", True),
        ("keys(adopt)", ["verdict", "units"]),
        ("None", None),
        ("  n\n", 3),
        ("yes == 1", False),
        ("1 in [yes]", False),
        ("'1.0' == '1'", False),
    ],
)
def test_an_expression_has_the_value_it_seems_to_have(source: str, value: JSON) -> None:
    found = evaluate(source, NAMES)
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("percent >= 80", True),
        ("percent < '100'", True),
        ("'9.5' < '80'", True),
        ("deadlines.self_score < '2024-12-01'", True),
        ("max('9', '10')", "10"),
    ],
)
def test_numbers_and_dates_have_an_order_also_when_written_as_text(
    source: str, value: JSON
) -> None:
    assert evaluate(source, NAMES) == value


@pytest.mark.parametrize(
    "source",
    ["'a' < 'b'", "'2024-01-01' > 3", "units < units", "yes > 0", "late.until < 1", "'' < 1"],
)
def test_nothing_else_has_an_order(source: str) -> None:
    with pytest.raises(ExpressionRefused):
        evaluate(source, NAMES)


def test_a_refusal_says_where_in_the_expression() -> None:
    with pytest.raises(ExpressionRefused) as refusal:
        evaluate("n == 3 and nobody.verdict", NAMES)
    assert (refusal.value.column, refusal.value.reason) == (11, "there is no nobody")


def test_a_value_shares_nothing_with_the_names_it_came_from() -> None:
    names: dict[str, JSON] = {"units": ["a"]}
    value = evaluate("units", names)
    assert isinstance(value, list)
    value.append("b")
    assert names == {"units": ["a"]}
