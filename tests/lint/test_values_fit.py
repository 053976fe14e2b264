"""What the linter finds no fault with in an expression is reckoned without fault, whatever is true.

Expressions are drawn by chance from all the language has, over names of every type.
"""

import ast
from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Final

import pytest

from server.engine.errors import ExpressionRefused
from server.engine.expressions.functions import FUNCTIONS
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.language import evaluate
from server.engine.expressions.names import reads
from server.engine.lint.diagrams.calls import fits
from server.engine.lint.values.comparing import Reading
from server.engine.lint.values.value_types import (
    DAY,
    PARTY_IDS,
    TRUTH,
    UNIT_IDS,
    WHOLE,
    Sort,
    Type,
    choice,
    joined,
    list_of,
    of_constant,
    party,
    record,
    whole,
)
from server.engine.values import JSON

UNIT, BODY = "bac-giang/so-x", "bac-giang/chairman"
NAMES: Final[Mapping[str, tuple[Type, tuple[JSON, ...]]]] = {
    "few": (whole(1, 3), (1, 2, 3)),
    "any_number": (WHOLE, (-7, 0, 600)),
    "left_out": (whole(0, 2).or_nothing(), (None, 0, 2)),
    "answer": (choice(["yes", "no"]), ("yes", "no")),
    "marks": (choice(["7.5", "10"]), ("7.5", "10")),
    "truth": (TRUTH, (True, False)),
    "day": (DAY, ("2024-02-29", "2025-06-30")),
    "no_day": (DAY.or_nothing(), (None, "2024-02-29")),
    "unit": (party(UNIT_IDS), (UNIT,)),
    "recipients": (list_of(party(PARTY_IDS), 0, 2), ([], [UNIT], [UNIT, BODY])),
    "chosen": (list_of(choice(["a", "b"]), 1, 2), (["a"], ["a", "b"])),
    "numbers": (list_of(whole(0, 9), 2, 3), ([0, 9], [1, 2, 3])),
    "some": (list_of(whole(0, 9), 0).or_nothing(), (None, [], [4])),
    "step": (record({"n": whole(0, 3), "t": choice(["yes"])}), ({"n": 0, "t": "yes"},)),
}
TYPES: Final = {name: kind for name, (kind, _) in NAMES.items()}
WRITTEN: Final = ("0", "1", "2", "-1", "501", "'yes'", "'n'", "'2024-06-03'", "None", "True", "[]")
MADE: Final = (
    "step.n", "step.t", "step['n']", "step[{0}]", "{0}[{1}]", "{0}[0]", "{0}[-1]", "{0} + {1}",
    "{0} - {1}", "{0} * {1}", "-{0}", "not {0}", "{0} and {1}", "{0} or {1}", "{0} == {1}",
    "{0} < {1}", "{0} <= {1} < {2}", "{0} in {1}", "{0} not in {1}", "{0} if {1} else {2}",
    "{0} if {0} else {1}", "{0} if {0} != None else {1}", "{0}[1] if len({0}) > 1 else {1}",
    "{0} if {0} < 3 else 3", "[{0}]", "[{0}, {1}]", "{{'a': {0}}}.a", "{{'a': {0}}}[{1}]",
    *(f"{name}({{0}})" for name in FUNCTIONS), "min({0}, {1})", "max({0}, {1})", "len({0}, {1})",
    "date(2024, {0}, {1})", "date({0}, 6, 30)", "workdays({0}, {1})", "workdays({0}, 3)",
)  # fmt: skip
SEEDS: Final = range(8)
SEVERAL: Final = 1_500


def drawn(random: Random, depth: int) -> str:
    """Draw an expression by chance."""
    if depth == 0 or random.random() < 0.2:
        return random.choice([*NAMES, *NAMES, *WRITTEN])
    made = random.choice(MADE)
    parts = [drawn(random, depth - 1) for _ in range(3)]
    return made.format(*(each if each.isidentifier() else f"({each})" for each in parts))


def unknown(tree: ast.expr) -> bool:
    """Tell whether a field is read of a name that has no such field, which is a rule of its own."""
    fields = {name: kind.fields or {} for name, kind in TYPES.items()}
    return any(
        each.field is not None and each.field not in fields[each.name] for each in reads(tree)
    )


def worlds(source: str) -> list[dict[str, JSON]]:
    """Give every mixture of values that the names of an expression may have."""
    tree = tree_of(source)
    assert tree is not None
    read = sorted({e.id for e in ast.walk(tree) if isinstance(e, ast.Name)} & NAMES.keys())
    mixed = product(*(NAMES[name][1] for name in read))
    return [dict(zip(read, values, strict=True)) for values in mixed]


def of(value: JSON) -> Type:
    """Give the type of one value alone."""
    match value:
        case None:
            return Type(Sort.NOTHING, maybe=True)
        case bool():
            return of_constant(value)
        case int():
            return whole(value, value)
        case list():
            return list_of(joined([of(each) for each in value]), len(value), len(value))
        case dict():
            return record({name: of(each) for name, each in value.items()})
        case _:
            return choice([str(value)])


@pytest.mark.parametrize("seed", SEEDS)
def test_what_has_no_finding_never_fails_and_gives_what_was_told(seed: int) -> None:
    random, passed = Random(seed), 0  # noqa: S311 - nothing secret is drawn
    for _ in range(SEVERAL):
        source = drawn(random, random.choice([1, 1, 2, 2, 3]))
        tree, reading = tree_of(source), Reading(TYPES)
        if tree is None:
            continue
        told = reading.of(tree)
        if reading.misfits or unknown(tree):
            continue
        passed += 1
        for world in worlds(source)[:200]:
            try:
                value = evaluate(source, world)
            except ExpressionRefused as refused:
                pytest.fail(f"{source} with {world}: {refused}")
            assert fits(of(value), told), (source, world, value, told)
    assert passed > SEVERAL / 10
