"""Reckoning in FEEL: numbers with 34 digits, texts that are joined, days and spans of days."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final, TypeAlias

from server.engine.expressions.feel.values import (
    LONGEST_TEXT,
    NUMBERS,
    Unfit,
    UntypedText,
    Value,
    as_kind,
    told,
)

LARGEST_POWER: Final = 10_000
Sum: TypeAlias = Callable[[Decimal, Decimal], Decimal]


def reckoned(sign: str, left: Value, right: Value) -> Value:
    """Give `left sign right`; nothing where one of them is nothing, or it is divided by nought."""
    if left is None or right is None:
        return None
    try:
        return _of_sorts(sign, left, right)
    except DivisionByZero:
        return None
    except (InvalidOperation, Overflow, OverflowError):
        raise Unfit(f"{told(left)} {sign} {told(right)} is no number") from None


def _of_sorts(sign: str, left: Value, right: Value) -> Value:
    if sign == "+" and isinstance(left, str) and isinstance(right, str):
        return joined(left, right)
    if isinstance(left, date | timedelta) or isinstance(right, date | timedelta):
        return _dated(sign, left, right)
    return _SUMS[sign](number_of(left), number_of(right))


def joined(left: str, right: str) -> str:
    """Join two texts; Unfit where they become too long."""
    if len(left) + len(right) > LONGEST_TEXT:
        raise Unfit(f"text longer than {LONGEST_TEXT}")
    return str(left) + str(right)


def number_of(value: Value) -> Decimal:
    """Give a value as a number; Unfit for what is none."""
    if isinstance(value, UntypedText):
        value = as_kind(value, "number")
    if not isinstance(value, Decimal):
        raise Unfit(f"{told(value)} is no number")
    return value


def _dated(  # noqa: C901 - one case a pair of sorts, flat
    sign: str, left: Value, right: Value
) -> Value:
    """Reckon with days: a day and a span, two days, two spans."""
    if isinstance(left, UntypedText):
        left = as_kind(left, "date")
    if isinstance(right, UntypedText):
        right = as_kind(right, "date")
    if sign in {"+", "-"}:
        if isinstance(left, timedelta) and isinstance(right, timedelta):
            return left + right if sign == "+" else left - right
        if isinstance(left, date) and isinstance(right, timedelta):
            return left + right if sign == "+" else left - right
        if isinstance(left, date) and isinstance(right, date) and sign == "-":
            return left - right
        if isinstance(left, timedelta) and isinstance(right, date) and sign == "+":
            return right + left
    raise Unfit(f"{told(left)} {sign} {told(right)} has no meaning")


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    if abs(exponent) > LARGEST_POWER:
        raise Unfit("a power too large")
    found = Decimal(1) if exponent == 0 else NUMBERS.power(base, exponent)
    if not found.is_finite():  # nought to a power below nought is infinite, and no fault
        raise DivisionByZero
    return found


def _divided(left: Decimal, right: Decimal) -> Decimal:
    if right == 0:  # nought by nought is another fault to the context than one by nought
        raise DivisionByZero
    return NUMBERS.divide(left, right)


_SUMS: Final[Mapping[str, Sum]] = {
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
    "*": NUMBERS.multiply,
    "/": _divided,
    "**": _power,
}


def negative(value: Value) -> Value:
    """Give a number or a span with the other sign."""
    if value is None:
        return None
    if isinstance(value, timedelta):
        return -value
    return NUMBERS.minus(number_of(value))
