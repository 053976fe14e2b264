"""The functions of our reading of FEEL: pure; each gives nothing where it is given nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal, InvalidOperation
from functools import reduce
from typing import Final

from server.engine.expressions.comparison import is_day
from server.engine.expressions.feel.arithmetic import number_of, reckoned
from server.engine.expressions.feel.values import (
    NUMBERS,
    Unfit,
    UntypedText,
    Value,
    as_kind,
    equal,
    kind,
    least,
    told,
)
from server.engine.expressions.functions import workdays

SPAN: Final = re.compile(r"(-?)P(\d{1,6})D", re.ASCII)
"""How a span of whole days is written."""
_MOST_DIGITS: Final = 100
Values = Sequence[Value]


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Unfit(f"{told(value)} is no text")
    return str(value)


def _items(values: Values) -> Values:
    """Give the items of the one list, or the values themselves."""
    one = values[0] if len(values) == 1 else None
    return one if isinstance(one, tuple) else values


def _list(value: Value) -> Values:
    if not isinstance(value, tuple):
        raise Unfit(f"{told(value)} is no list")
    return value


def _date(*values: Value) -> Value:
    if len(values) == 1:
        if isinstance(values[0], date):
            return values[0]
        text = _text(values[0])
        if not is_day(text):
            raise Unfit(f"{told(text)} is no day")
        return date.fromisoformat(text)
    if len(values) != 3:  # noqa: PLR2004 - year, month and day
        raise Unfit("a day has a year, a month and a day")
    year, month, of_month = (number_of(value) for value in values)
    try:
        return date(*(int(each) if each == int(each) else 0 for each in (year, month, of_month)))
    except (ValueError, OverflowError):
        raise Unfit("there is no such day") from None


def _duration(value: Value) -> Value:
    if isinstance(value, timedelta):
        return value
    found = SPAN.fullmatch(_text(value))
    if found is None:
        raise Unfit(f"{told(value)} is no span of whole days, such as P3D")
    return timedelta(days=int(f"{found[1]}{found[2]}"))


def _negated(value: Value) -> Value:
    if not isinstance(value, bool):
        raise Unfit(f"{told(value)} is no truth")
    return not value


def _absolute(value: Value) -> Value:
    return abs(value) if isinstance(value, timedelta) else NUMBERS.abs(number_of(value))


def _whole(rounding: str) -> Callable[..., Value]:
    def rounded(value: Value, scale: Value = Decimal(0)) -> Value:
        places = number_of(scale)
        if places != places.to_integral_value() or abs(places) > _MOST_DIGITS:
            raise Unfit(f"{told(scale)} is no number of digits")
        try:
            step = Decimal(1).scaleb(-int(places))
            return number_of(value).quantize(step, rounding=rounding, context=NUMBERS)
        except InvalidOperation:
            raise Unfit(f"{told(value)} has no {told(scale)} digits") from None

    return rounded


def _decimal(value: Value, scale: Value) -> Value:
    return _whole(ROUND_HALF_EVEN)(value, scale)


def _least(*values: Value) -> Value:
    return least(_items(values), "<")


def _largest(*values: Value) -> Value:
    return least(_items(values), ">")


def _total(*values: Value) -> Value:
    items = _items(values)
    if any(kind(each) != "number" and not isinstance(each, UntypedText) for each in items):
        raise Unfit("what is added up is no number")
    return reduce(NUMBERS.add, map(number_of, items)) if items else None


def _mean(*values: Value) -> Value:
    items = _items(values)
    return reckoned("/", _total(*items), Decimal(len(items))) if items else None


def _count(value: Value) -> Value:
    return Decimal(len(_list(value)))


def _holds(several: Value, value: Value) -> Value:
    return any(equal(each, value) for each in _list(several))


def _workdays(start: Value, count: Value, own_days: str = "") -> Value:
    begun, many = as_kind(start, "date"), number_of(count)
    if not isinstance(begun, date) or many != many.to_integral_value():
        raise Unfit("working days are counted from a day, in whole numbers")
    try:
        return date.fromisoformat(workdays(begun.isoformat(), int(many), own_days))
    except TypeError:
        raise Unfit(f"{told(count)} working days are out of reach") from None


FUNCTIONS: Final[Mapping[str, tuple[range, Callable[..., Value]]]] = {
    "abs": (range(1, 2), _absolute),
    "ceiling": (range(1, 3), _whole(ROUND_CEILING)),
    "contains": (range(2, 3), lambda text, part: _text(part) in _text(text)),
    "count": (range(1, 2), _count),
    "date": (range(1, 4), _date),
    "decimal": (range(2, 3), _decimal),
    "duration": (range(1, 2), _duration),
    "ends with": (range(2, 3), lambda text, part: _text(text).endswith(_text(part))),
    "floor": (range(1, 3), _whole(ROUND_FLOOR)),
    "list contains": (range(2, 3), _holds),
    "max": (range(1, 100), _largest),
    "mean": (range(1, 100), _mean),
    "min": (range(1, 100), _least),
    "not": (range(1, 2), _negated),
    "starts with": (range(2, 3), lambda text, part: _text(text).startswith(_text(part))),
    "string length": (range(1, 2), lambda text: Decimal(len(_text(text)))),
    "sum": (range(1, 100), _total),
    "workdays": (range(2, 3), _workdays),
}
"""Each with how many values it takes."""


def called(name: str, values: Values, own_days: str = "") -> Value:
    """Give what a function gives; Unfit for what it cannot take.

    Working days are counted by the country's calendar and these own days of a province.
    """
    counts, function = FUNCTIONS[name]
    if len(values) not in counts:
        raise Unfit(f"{name}() takes {counts.start} to {counts.stop - 1} values")
    if any(each is None for each in values) and name != "list contains":
        return None
    if function is _workdays:
        return _workdays(values[0], values[1], own_days)
    return function(*values)
