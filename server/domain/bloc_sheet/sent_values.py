"""Values that somebody sent: within bounds, so that a document has them and is read again."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from server.domain.bloc_sheet.toml_text import TomlValue

DEEPEST: Final = 64
"""Lists and tables within each other; each level of a score table has two."""
LONGEST_NUMBER: Final = 40
"""Digits before and behind the point: `1e999999999` is short, and written out a billion."""
LONGEST_WHOLE: Final = 128
"""Bits of a whole number."""


def read_sent(text: str) -> "TomlValue | None":
    """Read the text of one value of TOML; None where it is none, or none that can be kept."""
    try:
        found: Mapping[str, TomlValue] = tomllib.loads(f"x = {text}", parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError):
        return None
    value = found["x"]
    return value if len(found) == 1 and keepable(value) else None


def keepable(value: object) -> bool:
    """Tell whether a value is one of TOML that stays small where it is written out."""
    left: list[tuple[object, int]] = [(value, 0)]
    while left:
        each, depth = left.pop()
        if depth > DEEPEST:
            return False
        if isinstance(each, Mapping):
            left += [(inner, depth + 1) for inner in each.values()]
        elif isinstance(each, list | tuple):
            left += [(inner, depth + 1) for inner in each]
        elif not _small(each):
            return False
    return True


def _small(value: object) -> bool:
    match value:
        case bool() | str():
            return True
        case int():
            return value.bit_length() <= LONGEST_WHOLE
        case Decimal():
            behind = value.as_tuple().exponent
            return (
                isinstance(behind, int)
                and value.adjusted() < LONGEST_NUMBER
                and -behind < LONGEST_NUMBER
            )
        case _:
            return type(value) is date
