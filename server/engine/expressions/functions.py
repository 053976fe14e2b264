"""The functions of the safe language: pure, over plain JSON, TypeError for what they cannot take.

`has(name)` is not here: it asks about a name, not about a value, so the language itself answers.
"""

from collections.abc import Callable, Mapping
from typing import Final

from server.engine.expressions.comparison import is_integer, rank
from server.engine.values import JSON


def length(value: JSON) -> int:
    if isinstance(value, str | list | dict):
        return len(value)
    raise TypeError


def keys(value: JSON) -> JSON:
    if isinstance(value, dict):
        return list(value)
    raise TypeError


def absolute(value: JSON) -> int:
    if is_integer(value):
        return abs(value)
    raise TypeError


def total(value: JSON) -> int:
    """Add integers; the bound on the result is the language's."""
    count = 0
    for item in _list(value):
        if not is_integer(item):
            raise TypeError
        count += item
    return count


def smallest(*values: JSON) -> JSON:
    return min(_several(values), key=rank)


def largest(*values: JSON) -> JSON:
    return max(_several(values), key=rank)


def in_order(value: JSON) -> JSON:
    """Sort numbers and dates by size; a list that is all text, but not all such, by code point."""
    items = _list(value)
    try:
        return sorted(items, key=rank)
    except TypeError:
        return list[JSON](sorted(_text(item) for item in items))


def every(value: JSON) -> bool:
    return all(_list(value))


def some(value: JSON) -> bool:
    return any(_list(value))


def _list(value: JSON) -> list[JSON]:
    if isinstance(value, list):
        return value
    raise TypeError


def _text(value: JSON) -> str:
    if isinstance(value, str):
        return value
    raise TypeError


def _several(values: tuple[JSON, ...]) -> list[JSON]:
    several = _list(values[0]) if len(values) == 1 else list(values)
    if not several:
        raise TypeError
    return several


FUNCTIONS: Final[Mapping[str, Callable[..., JSON]]] = {
    "abs": absolute,
    "all": every,
    "any": some,
    "keys": keys,
    "len": length,
    "max": largest,
    "min": smallest,
    "sorted": in_order,
    "sum": total,
}
