"""The rule of timers that wait for a while: what they give is a duration, whatever happens."""

import ast
from collections.abc import Iterator

from server.engine.errors import Problem
from server.engine.expressions.durations import is_duration
from server.engine.expressions.grammar import tree_of
from server.engine.lint.diagrams.messages import leaves
from server.engine.lint.diagrams.typed import Environment, of_element, timed_names
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import Sort


def durations(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a timer that waits for what is no duration: it fails when it begins to."""
    known = Environment(draft)
    for timer in draft.drawing.elements:
        tree = tree_of(timer.duration)
        if tree is not None:
            names = timed_names(known, timer)
            yield from of_element(timer.id, timer.duration, names)
            for value in _never(tree, names):
                yield Problem("TIMER-DURATION", timer.id, {"value": value})


def _never(tree: ast.expr, names: Names) -> Iterator[str]:
    """Give what the expression may give and is no duration; None, too, where it always does."""
    parts = [(leaf, Reading(names).of(leaf)) for leaf in leaves(tree)]
    for leaf, found in parts:
        if found.sort is Sort.TEXT and found.values is not None:
            wrong = sorted(value for value in found.values if not is_duration(value))
            yield from [", ".join(wrong)] if wrong else []
        elif found.sort not in {Sort.ANY, Sort.NOTHING}:
            yield ast.unparse(leaf)
    if all(found.sort is Sort.NOTHING for _, found in parts):
        yield ast.unparse(tree)
