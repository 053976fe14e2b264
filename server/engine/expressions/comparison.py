"""When two values of engine data are equal, and which of them comes first."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias, TypeGuard

from server.engine.values import JSON

Order: TypeAlias = type[ast.cmpop]

_DECIMAL: Final = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ORDERS: Final[Mapping[Order, Callable[[Decimal, Decimal], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def is_integer(value: object) -> TypeGuard[int]:
    """Tell an integer from everything else; true and false are not integers."""
    return isinstance(value, int) and not isinstance(value, bool)


def same(left: JSON, right: JSON) -> bool:
    """Tell whether two values are equal; true is not 1, and "1.0" is not "1"."""
    return isinstance(left, bool) == isinstance(right, bool) and left == right


def ordered(order: Order, left: JSON, right: JSON) -> bool:
    """Compare two numbers or two dates; TypeError for all else."""
    if is_date(left) and is_date(right):
        return _ORDERS[order](day(left), day(right))
    return _ORDERS[order](number(left), number(right))


def is_date(value: JSON) -> TypeGuard[str]:
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def is_day(value: str) -> bool:
    """Tell whether a text is a day of the calendar that another day follows."""
    try:
        return is_date(value) and date.fromisoformat(value) < date.max
    except ValueError:
        return False


def day(value: str) -> Decimal:
    """Give a date as a number that grows with it."""
    return Decimal(value.replace("-", ""))


def number(value: JSON) -> Decimal:
    """Give an integer, or a decimal written as a string, as a number; TypeError for all else."""
    if is_integer(value):
        return Decimal(value)
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    raise TypeError


def stands_for_number(value: JSON) -> bool:
    """Tell whether a value is an integer, or a decimal written as a string."""
    return is_integer(value) or (isinstance(value, str) and _DECIMAL.fullmatch(value) is not None)


def rank(value: JSON) -> tuple[int, Decimal]:
    """Give what to sort a number or a date by; TypeError for all else."""
    return (1, day(value)) if is_date(value) else (0, number(value))
