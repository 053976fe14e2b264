"""Decisions in FEEL that grow from one to the next, or from a function's call: bounded, early."""

import pytest

from server.engine import DecisionRefused
from server.engine.expressions.decision_links import MOST_BEHIND
from tests.engine.expressions import feel_tables as dmn

DEEPEST = MOST_BEHIND + 1


def _chain(first: str, each: str, length: int = DEEPEST) -> list[str]:
    """Give decisions of which each is made from the one before."""
    later = (
        dmn.alone(f"d{at}", each.replace("it", f"d{at - 1}"), [f"d{at - 1}"])
        for at in range(1, length)
    )
    return [dmn.alone("d0", first), *later]


@pytest.mark.parametrize(
    "parts",
    [
        _chain("[1, 1]", "[it, it]"),
        _chain('["a"]', "[it, it, it, it, it, it, it, it]"),
        _chain("[1, 1]", "if it = it then [it, it] else it"),
        [
            dmn.model("f", "x", "[x, x, x, x, x, x, x, x]").replace(' typeRef="number"', ""),
            *_chain("[1]", "f(f(f(it)))"),
        ],
        _chain(f'"{"a" * 1_900}"', "[it, it]"),
    ],
)
def test_a_list_that_doubles_from_decision_to_decision_is_refused_at_once(parts: list[str]) -> None:
    last = max((part for part in parts if "<decision " in part), key=parts.index)
    name = last.split('"')[1]
    with pytest.raises(DecisionRefused, match="steps") as refused:
        dmn.read(dmn.file(*parts))[name].rule({})
    assert len(str(refused.value)) < 1_000


def test_a_table_that_collects_lists_of_lists_is_refused_at_once() -> None:
    column = {"n": ("number", "")}
    lines = [("-", "it")] * 20
    tables = [
        dmn.table(
            f"d{at}",
            column,
            {"answer": ("", "")},
            *(("-", f"d{at - 1}" if at else "1") for _ in lines),
            policy="COLLECT",
            requires=[f"d{at - 1}"] if at else [],
        )
        for at in range(DEEPEST)
    ]
    with pytest.raises(DecisionRefused, match="steps"):
        dmn.read(dmn.file(*tables))[f"d{MOST_BEHIND}"].rule({"n": 1})


def test_a_cell_that_is_asked_a_long_list_counts_what_it_looks_at() -> None:
    lines = [("[1000000]", "1")] * 200
    parts = dmn.table("d", {"units": ("", "")}, {"a": ("number", "")}, *lines, policy="FIRST")
    with pytest.raises(DecisionRefused, match=r"steps|never equal"):
        dmn.read(dmn.file(parts))["d"].rule({"units": [*range(19_000)]})


def test_a_refusal_does_not_repeat_a_long_value() -> None:
    parts = dmn.alone("d", "units = 1")
    with pytest.raises(DecisionRefused) as refused:
        dmn.read(dmn.file(parts))["d"].rule({"units": [*range(5_000)]})
    assert len(str(refused.value)) < 500


def test_what_every_decision_requires_of_all_before_is_read_once() -> None:
    wide = [
        dmn.alone(
            f"d{at}", f"sum({', '.join(['x', *(f'd{each}' for each in range(at))])})",
            [f"d{each}" for each in range(at)],
        )
        for at in range(DEEPEST)
    ]  # fmt: skip
    decision = dmn.read(dmn.file(*wide))[f"d{MOST_BEHIND}"]
    assert [*decision.sources] == ["x"]
    assert decision.decide({"x": 1}) == {"answer": 2**MOST_BEHIND}


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_is_refused_in_whatever_order_it_is_written(*, backwards: bool) -> None:
    parts = _chain("1", "it + 1", DEEPEST + 1)
    several = parts[::-1] if backwards else parts
    assert "DMN-REQUIRES" in {each.rule for each in dmn.found(dmn.file(*several))}
