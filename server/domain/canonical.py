"""Frozen dataclasses as JSON and back, in one canonical form: equal values have equal bytes.

Decimals become strings without trailing zeros, dates ISO strings, enums their values, tuples lists.
"""

import hashlib
import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")
LATER = "later"
"""Marks a field that older data lack: as long as it is None it is not written, so that what was
written without it keeps its bytes and its digest."""


def plain(value: object) -> Json:  # noqa: C901 - one line a type
    """Turn a value made of dataclasses, tuples, enums, decimals and dates into JSON data.

    Raises TypeError for anything else, floats included.
    """
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {
            field.name: plain(found)
            for field in fields(value)
            if (found := getattr(value, field.name)) is not None or not field.metadata.get(LATER)
        }
    message = f"not a record value: {type(value).__name__}"
    raise TypeError(message)


def decimal_text(value: Decimal) -> str:
    """Write a decimal without exponent or trailing zeros: 14.50 is ``14.5``, -0 is ``0``."""
    return format(value.normalize() + 0, "f")


def canonical(data: Json) -> bytes:
    """Write JSON data as UTF-8 with sorted keys and no white space."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(data: Json) -> str:
    """Return the SHA-256 of the canonical bytes, in lower-case hexadecimal."""
    return hashlib.sha256(canonical(data)).hexdigest()


def revive(kind: type[T], data: Json) -> T:
    """Rebuild a value of a type from what `plain` made of it.

    Raises ValueError where the data do not have the type's shape.
    """
    try:
        return cast("T", _revive(kind, data))
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        message = f"not a {kind.__name__}: {error!r}"
        raise ValueError(message) from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


# One line a type; type annotations have no common type of their own.
def _revive(kind: Any, data: Any) -> object:  # noqa: ANN401, C901
    if get_origin(kind) in {UnionType, Union}:
        inner = next(member for member in get_args(kind) if member is not NoneType)
        return None if data is None else _revive(inner, data)
    if get_origin(kind) is tuple:
        return tuple(_revive(get_args(kind)[0], item) for item in data)
    if is_dataclass(kind) and isinstance(kind, type):
        return _record(kind, data)
    if kind in {date, datetime}:
        return kind.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, StrEnum | Decimal):
        return kind(data)
    if type(data) is not kind:
        message = f"{data!r} is not {kind}"
        raise TypeError(message)
    return data


def _record(kind: type, data: dict[str, Any]) -> object:
    hints = _hints(kind)
    if unknown := data.keys() - hints.keys():
        message = f"unknown: {sorted(unknown)}"
        raise KeyError(message)
    return kind(**{name: _revive(hints[name], data[name]) for name in data})
