"""The day an expression gives: a deadline that was extended gives the day it was extended to."""

from collections.abc import Mapping
from typing import Final

from server.engine.expressions.language import evaluate
from server.engine.values import JSON

EXTENDED: Final = "="
"""Among the facts: the days that were extended, by the expression that reckons them.

It is no name, so no expression reads it.
"""


def reckoned(source: str, names: Mapping[str, JSON]) -> JSON:
    """Give what an expression gives, or what it was extended to; raises as `evaluate`."""
    extended = names.get(EXTENDED)
    if isinstance(extended, dict) and source in extended:
        return extended[source]
    return evaluate(source, names)
