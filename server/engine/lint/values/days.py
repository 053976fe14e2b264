"""Days that are reckoned in an expression: whether there is such a day at all."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

from server.engine.expressions.comparison import is_day
from server.engine.expressions.functions import LAST_YEAR, MOST_WORKDAYS, day, workdays
from server.engine.lint.values.value_types import Sort, Type

_COMMON_YEAR: Final = 2023
"""Stands for a year that only the case knows: a day that is not in every year is none."""
_MONTHS: Final = 12


def there_is(name: str, given: Sequence[Type]) -> bool:
    """Tell whether `date` or `workdays` of what is given always gives a day.

    True where only the running case can tell, and for any other function.
    """
    match name, [*given]:
        case "workdays", [start, count]:
            counted = _unknown(count) or _between(count, 0, MOST_WORKDAYS)
            return counted and all(map(_begins, start.values or ()))
        case "date", [year, month, of_month]:
            within = _between(month, 1, _MONTHS) and _between(of_month, 1, 31)
            known = within or _unknown(month) or _unknown(of_month)
            known = known and (_unknown(year) or _between(year, 1, LAST_YEAR))
            return known and _every_day(_years(year), month, of_month)
        case _:
            return True


def _every_day(years: Iterable[int], month: Type, of_month: Type) -> bool:
    """Try each month there may be, with the first and the last day there may be."""
    months = range(month.least or 1, (month.most or 1) + 1)
    days = {of_month.least or 1, of_month.most or 1}
    return all(_is_day(*each) for each in product(years, months, days))


def _years(year: Type) -> frozenset[int]:
    ends = frozenset(each for each in (year.least, year.most) if each is not None)
    return ends if len(ends) == 1 and year.least == year.most else ends | {_COMMON_YEAR}


def _unknown(kind: Type) -> bool:
    return kind.sort is not Sort.WHOLE


def _between(kind: Type, least: int, most: int) -> bool:
    """Tell whether a number can be nothing but one of these."""
    bounds = kind.least is not None and kind.most is not None
    return bounds and least <= (kind.least or 0) and (kind.most or 0) <= most


def _begins(text: str) -> bool:
    """Tell whether working days can be counted from a text that is a day."""
    try:
        workdays(text, 0)
    except TypeError:
        return not is_day(text)  # which is a finding of its own
    return True


def _is_day(year: int, month: int, of_month: int) -> bool:
    try:
        workdays(day(year, month, of_month), 0)
    except TypeError:
        return False
    return True
