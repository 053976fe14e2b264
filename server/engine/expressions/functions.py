"""The functions of the safe language: pure, over plain JSON, TypeError for what they cannot take.

`has(name)` is not here: it asks about a name, not about a value, so the language itself answers.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

from server.engine.expressions.comparison import is_date, is_day, is_integer, rank
from server.engine.values import JSON
from server.public_holidays import calendar_of

OWN_DAYS: Final = "=days"
"""Among the facts: the working days and days off a province has beside the country's, as text.

It is no name, so no expression reads it; `workdays` counts by it.
"""
MOST_WORKDAYS: Final = 500
LAST_YEAR: Final = 2999
"""No file and no form has a day after it."""


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


def day(year: JSON, month: JSON, of_month: JSON) -> str:
    """Give the day of a year, a month and a day of the month; TypeError for one that is none."""
    if not (is_integer(year) and is_integer(month) and is_integer(of_month)):
        raise TypeError
    found = f"{year:04}-{month:02}-{of_month:02}"
    if not is_day(found):
        raise TypeError
    return found


def counted_by(names: Mapping[str, JSON]) -> str:
    """Give the own days that these facts are counted by, beside the country's; empty for none."""
    own = names.get(OWN_DAYS)
    return own if isinstance(own, str) else ""


def workdays(start: JSON, count: JSON, own_days: str = "") -> str:
    """Give the working day that many working days after a day.

    They are counted by the country's calendar and a province's own days, as text.
    """
    if not (is_date(start) and is_day(start) and is_integer(count) and 0 <= count <= MOST_WORKDAYS):
        raise TypeError
    here, left = date.fromisoformat(start), count
    if here.year > LAST_YEAR:
        raise TypeError
    calendar = calendar_of(own_days)
    while left > 0 or not calendar.works(here):
        here += timedelta(days=1)
        left -= calendar.works(here)
    return here.isoformat()


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
    "date": day,
    "keys": keys,
    "len": length,
    "max": largest,
    "min": smallest,
    "sorted": in_order,
    "sum": total,
    "workdays": workdays,
}
