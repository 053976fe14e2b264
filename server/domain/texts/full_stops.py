"""A sentence that ends with what somebody typed has one full stop, whoever wrote it."""

import re
from collections.abc import Mapping
from functools import lru_cache

_HOLE = re.compile(r"%\((\w+)\)s\.")
_END = re.compile(r"[.!?…](?:</span>)?\s*$")
"""Of a text that a page may have put into an element that names its language."""


def stopped_once(said: str, holes: Mapping[str, object]) -> str:
    """Leave out the full stop behind each hole whose text brings an end of its own."""
    for name in before_stops(said):
        if _END.search(str(holes.get(name, ""))):
            said = said.replace(f"%({name})s.", f"%({name})s")
    return said


@lru_cache(maxsize=8192)
def before_stops(said: str) -> tuple[str, ...]:
    """Name the holes of a text that are followed by a full stop."""
    return tuple(_HOLE.findall(said))
