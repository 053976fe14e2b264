"""A sentence that ends with what somebody typed has one full stop, whoever wrote it."""

import re
from collections.abc import Mapping
from functools import lru_cache

_HOLE = re.compile(r"%\((\w+)\)s\.")
_ENDS = (".", "!", "?", "…")


def stopped_once(said: str, holes: Mapping[str, object]) -> str:
    """Leave out the full stop behind each hole whose text brings an end of its own."""
    for name in _before_stops(said):
        if str(holes.get(name, "")).rstrip().endswith(_ENDS):
            said = said.replace(f"%({name})s.", f"%({name})s")
    return said


@lru_cache(maxsize=8192)
def _before_stops(said: str) -> tuple[str, ...]:
    """Name the holes of a text that are followed by a full stop."""
    return tuple(_HOLE.findall(said))
