"""Bounds of a field that leave nothing to be filled in, or that no number typed comes up to."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil, floor
from typing import Final

from server.engine.values import LARGEST_INT
from server.form_shape import MOST_ROWS, FieldType, field_type

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LENGTH_OF_DAY: Final = len("2024-12-31")
Schema = Mapping[str, object]


def bounds(field: Schema) -> Iterator[str]:
    """Give the bounds of a field that nothing fits, or nothing that is kept, as they are written.

    A least above the most is told elsewhere.
    """
    yield from (f"{word} = 0" for word in ("maxLength", "maxItems") if field.get(word) == 0)
    match field_type(field):
        case FieldType.DATE:
            yield from _days(field)
        case FieldType.WHOLE | FieldType.AMOUNT:
            yield from _numbers(field)
        case FieldType.CHOICE:
            yield from _choices(field)
        case FieldType.CHOICES:
            yield from _several_choices(field)
        case FieldType.ROWS:
            yield from _beyond(field, "minItems", MOST_ROWS)
        case _:
            pass


def is_day(text: str) -> bool:
    """Tell whether a text is a day there is, YYYY-MM-DD."""
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _days(field: Schema) -> Iterator[str]:
    first, last = (str(field.get(word, "")) for word in ("x-min", "x-max"))
    never = is_day(first) and is_day(last) and first > last
    if never or first == last != "":
        yield f"x-min = {first}, x-max = {last}"
    yield from _lengths(field, _LENGTH_OF_DAY, "YYYY-MM-DD")


def _numbers(field: Schema) -> Iterator[str]:
    """Name a bound that no number is kept beyond, and two with no whole number between them."""
    ends = {word: number(field.get(word)) for word in ("minimum", "maximum")}
    for word, end in ends.items():
        if end is not None and abs(end) > LARGEST_INT:
            yield f"{word} = {end}, ± {LARGEST_INT}"
    low, high = ends.values()
    if low is not None and high is not None and low <= high and ceil(low) > floor(high):
        yield f"minimum = {low}, maximum = {high}"


def _choices(field: Schema) -> Iterator[str]:
    """Name a choice that is shown, and refused for its length when it is taken."""
    listed = field.get("enum")
    for each in listed if isinstance(listed, list) else ():
        yield from _lengths(field, len(str(each)), str(each))


def _several_choices(field: Schema) -> Iterator[str]:
    items = field.get("items")
    listed = items.get("enum") if isinstance(items, Mapping) else None
    if isinstance(items, Mapping) and isinstance(listed, list):
        yield from _choices(items)
        yield from _beyond(field, "minItems", len(listed))


def _lengths(field: Schema, length: int, told: str) -> Iterator[str]:
    least, most = number(field.get("minLength")), number(field.get("maxLength"))
    if least is not None and length < least:
        yield f"minLength = {least}, {told}"
    if most is not None and 0 < most < length:
        yield f"maxLength = {most}, {told}"


def _beyond(field: Schema, word: str, most: int) -> Iterator[str]:
    """Name a least that more is asked for by than there can be."""
    least = number(field.get(word))
    if least is not None and least > most:
        yield f"{word} = {least}, ≤ {most}"


def number(found: object) -> int | float | None:
    """Return a bound that is a number, of which true and false are none; None for another."""
    known = isinstance(found, int | float) and not isinstance(found, bool)
    return found if known else None  # type: ignore[return-value] # a number, as said above
