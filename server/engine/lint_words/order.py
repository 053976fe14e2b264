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
    tasks,
)

_ROOMS: Final = (files, elements, flows, tasks, expressions, forms, decisions, manifests)
_LEAST: Final = frozenset({"WORDS", "WORDS-HOLE", "LAYOUT", "MESSAGE-UNUSED", "CIRCLE-UNUSED"})
"""What nobody is let down by: a gap in English, a picture, what is left over."""
_WEIGHTS: Final = {rule: at for at, room in enumerate(_ROOMS) for rule in room.ENTRIES}


def weight(rule: str) -> int:
    """Give the place of a rule among the others; the worst has 0."""
    return len(_ROOMS) + 1 if rule in _LEAST else _WEIGHTS.get(rule, len(_ROOMS))
