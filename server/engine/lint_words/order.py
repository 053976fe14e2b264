"""Which findings are told first: what keeps a definition from being read, then from running."""

from typing import Final

from server.engine.lint_words import (
    decisions,
    elements,
    expressions,
    files,
    flows,
    forms,
    manifests,
    subprocesses,
    tasks,
    trials,
)

ROOMS: Final = (
    *(files, elements, subprocesses, flows, tasks),
    *(expressions, forms, decisions, manifests, trials),
)
"""The words of all rules, the worst first."""
_LEAST: Final = frozenset({"WORDS", "WORDS-HOLE", "LAYOUT", "MESSAGE-UNUSED", "CIRCLE-UNUSED"})
"""What nobody is let down by: a gap in English, a picture, what is left over."""
_WEIGHTS: Final = {rule: at for at, room in enumerate(ROOMS) for rule in room.ENTRIES}


def weight(rule: str) -> int:
    """Give the place of a rule among the others; the worst has 0."""
    return len(ROOMS) + 1 if rule in _LEAST else _WEIGHTS.get(rule, len(ROOMS))
