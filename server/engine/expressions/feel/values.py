"""The values of FEEL: exact numbers, texts, truths, days, spans of days, lists, records, nothing.

What has no meaning is refused with Unfit: nobody guesses that a text stands for a number. But data
of the engine holds decimals and days as texts, so a text that looks like one is taken for it where
it meets a number or a day (`UntypedText`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final, TypeAlias

from server.engine.expressions.comparison import is_day, is_integer, number
from server.engine.values import JSON, LARGEST_INT

Value: TypeAlias = (
    "str | bool | Decimal | date | timedelta | tuple[Value, ...] | Mapping[str, Value] | None"
)

DIGITS: Final = 34
"""As DMN has it: the decimal numbers of IEEE 754, 128 bits."""
LETTERS: Final = 16
"""So many letters of a text are counted as one value."""
LONGEST_TOLD: Final = 200
MOST_PLACES: Final = 15
"""A decimal of the engine's data has no more digits than this, before its point or after it."""
LONGEST_TEXT: Final = 10_000
NUMBERS: Final = Context(
    prec=DIGITS,
    rounding=ROUND_HALF_EVEN,
    Emax=6144,
    Emin=-6143,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)


class Unfit(Exception):
    """Values that have no meaning together; says why."""


class UntypedText(str):
    """A text of the engine's data that looks like a number or a day."""

    __slots__ = ()


def kind(value: Value) -> str:
    """Give what sort a value is of, as a column would declare it."""
    kinds = ((bool, "boolean"), (Decimal, "number"), (str, "string"), (date, "date"))
    more = ((timedelta, "days"), (tuple, "list"), (type(None), "null"))
    found = (name for each, name in (*kinds, *more) if isinstance(value, each))
    return next(found, "context")


def size(value: Value, most: int) -> int:
    """Count the values within a value, and no further than `most`; a long text counts for more."""
    found = 0
    waiting = [value]
    while waiting and found <= most:
        each = waiting.pop()
        found += 1 + (len(each) // LETTERS if isinstance(each, str) else 0)
        if isinstance(each, tuple):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += each.values()
    return found


def taken(value: JSON) -> Value:
    """Take a value from the engine's data."""
    if isinstance(value, list):
        return tuple(taken(each) for each in value)
    if isinstance(value, dict):
        return {name: taken(each) for name, each in value.items()}
    if is_integer(value):
        return Decimal(value)
    if isinstance(value, str) and (is_day(value) or _as_number(value) is not None):
        return UntypedText(value)
    return value if isinstance(value, str | bool) else None


def given(value: Value) -> JSON:  # noqa: C901, PLR0911 - one case a sort, flat
    """Give a value to the engine's data; Unfit for a number it cannot hold."""
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case Decimal():
            return _written(value)
        case date():
            return value.isoformat()
        case timedelta():
            return f"{'-' if value.days < 0 else ''}P{abs(value.days)}D"
        case tuple():
            return [given(each) for each in value]
        case _:
            return {name: given(each) for name, each in value.items()}


def _written(value: Decimal) -> JSON:
    if not value:
        return 0
    if abs(value) > LARGEST_INT:
        raise Unfit("a number too large")
    places = Decimal(1).scaleb(-MOST_PLACES)
    exact = value if value.as_tuple().exponent >= -MOST_PLACES else NUMBERS.quantize(value, places)  # type: ignore[operator] # no number here is infinite
    if exact == exact.to_integral_value():
        return int(exact)
    if exact.adjusted() >= MOST_PLACES:
        raise Unfit("a number too large for its places after the point")
    return format(exact.normalize(NUMBERS), "f")


def as_kind(value: Value, wanted: str) -> Value:
    """Give a value as one of this sort; Unfit where it is of another."""
    if value is None or wanted == kind(value):
        return str(value) if isinstance(value, UntypedText) else value
    if isinstance(value, UntypedText):
        found = _as_number(value) if wanted == "number" else _as_day(value)
        if found is not None and wanted in {"number", "date"}:
            return found
    raise Unfit(f"{told(value)} is no {wanted}")


def _as_number(text: str) -> Decimal | None:
    try:
        return number(text)
    except TypeError:
        return None


def _as_day(text: str) -> date | None:
    return date.fromisoformat(text) if is_day(text) else None


def alike(left: Value, right: Value) -> tuple[Value, Value]:
    """Give both as one sort: a written number beside a number is one, a written day beside a day.

    Two written texts are numbers or days where both look it.
    """
    one, other = kind(left), kind(right)
    if isinstance(left, UntypedText) and isinstance(right, UntypedText):
        for read in (_as_number, _as_day):
            both = read(left), read(right)
            if None not in both:
                return both
    elif isinstance(left, UntypedText) and other in {"number", "date"}:
        return as_kind(left, other), right
    elif isinstance(right, UntypedText) and one in {"number", "date"}:
        return left, as_kind(right, one)
    return left, right


def equal(left: Value, right: Value) -> bool:
    """Tell whether two values are equal; nothing equals only nothing."""
    if left is None or right is None:
        return left is right
    left, right = alike(left, right)
    if kind(left) != kind(right):
        raise Unfit(f"{told(left)} is never equal to {told(right)}")
    if isinstance(left, tuple) and isinstance(right, tuple):
        pairs = zip(left, right, strict=False)
        return len(left) == len(right) and all(equal(one, other) for one, other in pairs)
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(equal(left[k], right[k]) for k in left)
    return left == right


_ORDERS: Final[Mapping[str, Callable[[int], bool]]] = {
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def ordered(sign: str, left: Value, right: Value) -> bool | None:
    """Compare two numbers, days or spans; None where one of them is nothing."""
    if left is None or right is None:
        return None
    left, right = alike(left, right)
    if kind(left) != kind(right) or kind(left) not in {"number", "date", "days"}:
        raise Unfit(f"{told(left)} has no order with {told(right)}")
    order = (left > right) - (left < right)  # type: ignore[operator] # both of one sort
    return _ORDERS[sign](order)


def least(values: Sequence[Value], sign: str) -> Value:
    """Give the smallest (`<`) or the largest (`>`); None where one is nothing, or there is none."""
    found: Value = values[0] if values else None
    for each in values:
        before = ordered(sign, each, found)
        if before is None:
            return None
        found = each if before else found
    return found


def told(value: Value) -> str:
    """Write a value as FEEL writes it, as far as somebody would read."""
    written = _told(value)
    return written if len(written) <= LONGEST_TOLD else f"{written[:LONGEST_TOLD]}…"


def _told(value: Value) -> str:  # noqa: C901, PLR0911 - one case a sort, flat
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f'"{value}"'
        case date():
            return f'date("{value}")'
        case timedelta():
            return f'duration("{given(value)}")'
        case tuple():
            return f"[{', '.join(map(_told, value))}]"
        case Decimal():
            return format(value, "f") if abs(value.adjusted()) < DIGITS else str(value)
        case _:
            return "{…}"
