"""What may enter engine data: plain bounded JSON without floats, and nothing that is more."""

from typing import Final, TypeAlias

from server.engine.errors import BadData

JSON: TypeAlias = "str | int | bool | list[JSON] | dict[str, JSON] | None"

LARGEST_INT: Final = 2**53 - 1  # beyond it canonical JSON (RFC 8785) loses digits
LONGEST_TEXT: Final = 100_000
MOST_VALUES: Final = 100_000
DEEPEST: Final = 32
RESERVED_KEY: Final = "typename"  # the engine's library turns such an object into one of its own


def checked(value: object, path: str = "value") -> JSON:
    """Copy a value, sharing nothing with it, or raise BadData where it is not plain JSON."""
    return _Copy().of(value, path, 0)


class _Copy:
    def __init__(self) -> None:
        self.count = 0

    def of(self, value: object, path: str, depth: int) -> JSON:
        self.count += 1
        if self.count > MOST_VALUES:
            raise BadData(path, f"more than {MOST_VALUES} values")
        if depth > DEEPEST:
            raise BadData(path, f"nested deeper than {DEEPEST}")
        if isinstance(value, list | tuple):
            return [self.of(item, f"{path}[{i}]", depth + 1) for i, item in enumerate(value)]
        if isinstance(value, dict):
            return {
                _key(key, path): self.of(item, f"{path}.{key}", depth + 1)
                for key, item in value.items()
            }
        return _plain(value, path)


def _plain(value: object, path: str) -> JSON:
    if value is None or isinstance(value, bool):
        return value
    if type(value) is str:
        return _text(value, path)
    if type(value) is int:
        return _number(value, path)
    raise BadData(path, f"{type(value).__name__} is not plain JSON data")


def _text(value: str, path: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise BadData(path, f"longer than {LONGEST_TEXT} characters")
    if "\x00" in value:
        raise BadData(path, "holds a NUL character")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise BadData(path, "holds half a surrogate pair")
    return value


def _number(value: int, path: str) -> int:
    if abs(value) > LARGEST_INT:
        raise BadData(path, "larger than canonical JSON can hold")
    return value


def _key(key: object, path: str) -> str:
    if type(key) is not str:
        raise BadData(path, f"key {key!r} is not a string")
    if key == RESERVED_KEY:
        raise BadData(path, f"the key {RESERVED_KEY!r} is reserved")
    return _text(key, path)
