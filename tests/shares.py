"""Parts of a long run: `SHARE=2/4` is the second of four."""

from collections.abc import Sequence
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def share(kinds: Sequence[T], part: str) -> list[T]:
    """Give one part of what is tried; all parts together are all, and none is in two.

    Raises ValueError where there is no such part.
    """
    number, _, parts = part.partition("/")
    if not 1 <= int(number) <= int(parts):
        raise ValueError(part)
    return list(islice(kinds, int(number) - 1, None, int(parts)))
