"""Days that are written out in an expression: whether there is such a day at all."""

import ast
from collections.abc import Sequence

from server.engine.expressions.comparison import is_integer
from server.engine.expressions.functions import MOST_WORKDAYS, day, workdays

_COMMON_YEAR = 2023
"""Stands for a year that only the case knows: a day that is not in every year is none."""


def there_is(name: str, arguments: Sequence[ast.expr]) -> bool:
    """Tell whether `date` or `workdays` of what is written gives a day.

    True where only the running case can tell, and for any other function.
    """
    given = [_constant(each) for each in arguments]
    match name, given:
        case "workdays", [_, int(count)]:
            return 0 <= count <= MOST_WORKDAYS
        case "date", [year, month, day]:
            usual = (_COMMON_YEAR, 1, 1)
            pairs = zip((year, month, day), usual, strict=True)
            return _is_day(*(other if one is None else one for one, other in pairs))
        case _:
            return True


def _is_day(year: int, month: int, of_month: int) -> bool:
    try:
        workdays(day(year, month, of_month), 0)
    except TypeError:
        return False
    return True


def _constant(node: ast.expr) -> int | None:
    try:
        found = ast.literal_eval(node)
    except ValueError:
        return None
    return found if is_integer(found) else None
