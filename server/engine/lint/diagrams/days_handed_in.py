"""Whether a day that a call hands in lies where the called process's opening form has it."""

import ast
from typing import Final

from server.engine.diagram.drawing import Element
from server.engine.expressions.comparison import is_day
from server.engine.expressions.grammar import tree_of
from server.engine.lint.values.comparing import Names, Reading
from server.engine.lint.values.value_types import ANY, Sort, Type

TODAY: Final = "today"
_BOUNDS: Final = ("earliest", "latest")


def fits(call: Element, field: str, wanted: Type, names: Names) -> bool:
    """Tell whether a day can be nothing but one between the bounds of its field.

    What was typed not before the day of typing, or not after it, is so for `today`.
    """
    given = _given(call, field, names)
    if wanted.field(field).sort is not Sort.DAY or given.sort not in {Sort.DAY, Sort.TEXT}:
        return True
    return all(_bounded(call, field, bound, wanted, names) for bound in _BOUNDS)


def _bounded(call: Element, field: str, bound: str, wanted: Type, names: Names) -> bool:
    asked, given = _bound(wanted.field(field), bound), _given(call, field, names)
    if asked is None:
        return True
    if is_day(asked):
        return _on_its_side(given, asked, bound)
    if asked == TODAY and asked not in (wanted.fields or {}):
        return _bound(given, bound) == TODAY
    return _beside(call, field, asked, bound, names)


def _beside(call: Element, field: str, other: str, bound: str, names: Names) -> bool:
    """Tell whether a day lies on its side of the one that is handed in for a field beside it."""
    against = _given(call, other, names)
    if against.sort is Sort.NOTHING or against.sort is Sort.ANY:
        return True
    one, two = tree_of(call.parameters.get(field)), tree_of(call.parameters.get(other))
    if one is None or two is None or ast.unparse(one) == ast.unparse(two):
        return True
    given = _given(call, field, names)
    told = _bound(given, bound)
    if isinstance(one, ast.Attribute) and ast.unparse(two) == f"{ast.unparse(one.value)}.{told}":
        return True
    end = _ends(against)[bound == _BOUNDS[0]]
    return end is not None and _on_its_side(given, end, bound)


def _on_its_side(given: Type, day: str, bound: str) -> bool:
    least, most = _ends(given)
    if bound == _BOUNDS[0]:
        return least is not None and least >= day
    return most is not None and most <= day


def _ends(kind: Type) -> tuple[str | None, str | None]:
    """Give the first and the last day a value may be, as far as they are written somewhere."""
    if kind.values:
        return min(kind.values), max(kind.values)
    first, last = (each if each and is_day(each) else None for each in (kind.earliest, kind.latest))
    return first, last


def _bound(kind: Type, bound: str) -> str | None:
    return kind.earliest if bound == _BOUNDS[0] else kind.latest


def _given(call: Element, field: str, names: Names) -> Type:
    tree = tree_of(call.parameters.get(field))
    return ANY if tree is None else Reading(names).of(tree)
