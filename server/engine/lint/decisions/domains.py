"""Which values of an input column must be tried to know all of them."""

import ast
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.comparison import (
    is_date,
    is_integer,
    number,
)
from server.engine.expressions.decisions import Cell, Domain
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.language import evaluate
from server.engine.values import JSON

OTHER: Final = "…"  # stands for every text no cell names
_NUMBERS: Final = frozenset({"number", "integer", "long", "double", "decimal", "feel:number"})
_WHOLE: Final = frozenset({"integer", "long"})
_NEVER: Final = (ast.Tuple, ast.List, ast.Dict, ast.Compare, ast.BoolOp)


class Opaque(Exception):
    """A cell whose value is not known before the table is asked."""


def never_fits(cell: Cell) -> bool:
    """Tell a list, a condition or a `not` in a cell: it is compared, and not applied."""
    tree = tree_of(cell.source)
    negated = isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not)
    return negated or isinstance(tree, _NEVER)


def constant(cell: Cell) -> JSON:
    """Give the value of a cell; raises Opaque where it hangs on facts."""
    return constant_of(cell.source or "None")


def constant_of(source: str) -> JSON:
    """Give the value of an expression that reads nothing, or raise Opaque."""
    try:
        return evaluate(source, {})
    except ExpressionRefused:
        raise Opaque(source) from None


def kind(domain: Domain, cells: Sequence[Cell]) -> str:
    """Tell boolean, number, date or text: by the declared type, or else by the cells."""
    declared = domain.type.rpartition(":")[2].lower()
    if declared in {"boolean", "string", "date"}:
        return {"string": "text"}.get(declared, declared)
    if declared in _NUMBERS:
        return "number"
    values = _constants(cells)
    if any(isinstance(value, bool) for value in values):
        return "boolean"
    if any(is_date(value) for value in values):
        return "date"
    if any(is_integer(value) for value in values) or any(cell.order for cell in cells):
        return "number"
    return "text"


def typed(domain: Domain) -> bool:
    """Tell whether a column declares a type that is one of ours."""
    declared = domain.type.rpartition(":")[2].lower()
    return declared in {"boolean", "string", "date"} | _NUMBERS


def fits_kind(value: JSON, what: str) -> bool:
    """Tell whether a constant can be a value of such a column at all; null always can."""
    if value is None:
        return True
    if what == "boolean":
        return isinstance(value, bool)
    if what == "date":
        return is_date(value)
    if what == "text":
        return isinstance(value, str)
    try:
        number(value)
    except TypeError:
        return False
    return True


def samples(domain: Domain, cells: Sequence[Cell]) -> tuple[JSON, ...]:
    """Give one value for each stretch between the constants of a column, and each constant."""
    if domain.values:
        return _listed(domain.values)
    values = _constants(cells)
    nothing: list[JSON] = [None] if None in values else []
    match kind(domain, cells):
        case "boolean":
            return (True, False, *nothing)
        case "date":
            return (*_days({value for value in values if is_date(value)}), *nothing)
        case "number":
            whole = domain.type.rpartition(":")[2].lower() in _WHOLE
            return (*_numbers(values, whole=whole), *nothing)
        case _:
            texts = sorted({value for value in values if isinstance(value, str)})
            return (*texts, OTHER, *nothing)


def _constants(cells: Sequence[Cell]) -> list[JSON]:
    found: list[JSON] = []
    for cell in cells:
        if cell.source is not None:
            try:
                found.append(constant(cell))
            except Opaque:
                continue
    return found


def _listed(values: str) -> tuple[JSON, ...]:
    """Read DMN's list of allowed values; one that is not a list of ours allows nothing."""
    try:
        found = evaluate(f"[{values}]", {})
    except ExpressionRefused:
        return ()
    return tuple(found) if isinstance(found, list) else ()


def _days(values: Iterable[str]) -> list[str]:
    found: set[date] = set()
    for value in values:
        try:
            day = date.fromisoformat(value)
            found |= {day, day - timedelta(days=1), day + timedelta(days=1)}
        except (ValueError, OverflowError):
            continue
    return [day.isoformat() for day in sorted(found)] or ["2000-01-01"]


def _numbers(values: Iterable[JSON], *, whole: bool) -> list[JSON]:
    written = [value for value in values if value is not None and fits_kind(value, "number")]
    points = sorted({number(value) for value in written})
    tried: set[Decimal] = set(points) or {Decimal(0)}
    for point in points:
        tried |= {point - 1, point + 1}
    if not whole:
        tried |= {(one + two) / 2 for one, two in pairwise(points)}
    as_text = any(isinstance(value, str) for value in written)
    return [_written(point, as_text=as_text) for point in sorted(tried)]


def _written(point: Decimal, *, as_text: bool) -> JSON:
    if point == point.to_integral_value() and not as_text:
        return int(point)
    return format(point.normalize(), "f")
