"""What may enter engine data: plain bounded JSON without floats, and nothing that is more."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from server.engine.errors import BadData

JSON: TypeAlias = "str | int | bool | list[JSON] | dict[str, JSON] | None"
Data: TypeAlias = "str | int | bool | Sequence[Data] | Mapping[str, Data] | None"  # to be checked

LARGEST_INT: Final = 2**53 - 1  # beyond it canonical JSON (RFC 8785) loses digits
LONGEST_TEXT: Final = 100_000
MOST_VALUES: Final = 20_000
DEEPEST: Final = 32
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
RESERVED_KEY: Final = "typename"  # the engine's library turns such an object into one of its own


def checked(value: object, path: str = "value") -> JSON:
    """Copy a value, sharing nothing with it, or raise BadData where it is not plain JSON."""
    return _Copy(path).of(value)


class _Copy:
    """One copy under way; `path` leads to the value that is looked at."""

    def __init__(self, path: str) -> None:
        self.path: list[object] = [path]
        self.count = 0

    def of(self, value: object) -> JSON:
        self.count += 1
        if self.count > MOST_VALUES or len(self.path) > DEEPEST:
            raise self.refusal(f"more than {MOST_VALUES} values, or deeper than {DEEPEST}")
        if isinstance(value, list | tuple):
            return [self.inner(index, item) for index, item in enumerate(value)]
        if isinstance(value, dict):
            return {self.key(key): self.inner(key, item) for key, item in value.items()}
        return self.plain(value)

    def inner(self, key: object, value: object) -> JSON:
        self.path.append(key)
        copy = self.of(value)
        self.path.pop()
        return copy

    def plain(self, value: object) -> JSON:
        if value is None or isinstance(value, bool):
            return value
        if type(value) is str:
            return self.text(value)
        if type(value) is not int:
            raise self.refusal(f"{type(value).__name__} is not plain JSON data")
        if abs(value) > LARGEST_INT:
            raise self.refusal("larger than canonical JSON can hold")
        return value

    def text(self, value: str) -> str:
        if len(value) > LONGEST_TEXT:
            raise self.refusal(f"longer than {LONGEST_TEXT} characters")
        if "\x00" in value or (not value.isascii() and _SURROGATES.search(value)):
            raise self.refusal("holds a NUL character or half a surrogate pair")
        return value

    def key(self, key: object) -> str:
        if type(key) is not str:
            raise self.refusal(f"key {key!r} is not a string")
        if key == RESERVED_KEY:
            raise self.refusal(f"the key {RESERVED_KEY!r} is reserved")
        return self.text(key)

    def refusal(self, reason: str) -> BadData:
        return BadData(".".join(str(part) for part in self.path), reason)
