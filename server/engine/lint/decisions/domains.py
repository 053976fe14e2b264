"""Which values of an input column must be tried to know all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.expressions.comparison import (
    is_date,
    is_integer,
    number,
    stands_for_number,
)
from server.engine.expressions.feel.functions import SPAN
from server.engine.expressions.feel.values import Unfit, given
from server.engine.expressions.language import evaluate
from server.engine.expressions.tables import Cell, Domain
from server.engine.expressions.tables_feel import KINDS
from server.engine.expressions.tables_ours import Ours
from server.engine.lint.decisions import feel_cells
from server.engine.lint.decisions.feel_cells import Opaque
from server.engine.values import JSON

OTHER: Final = "…"  # stands for every text no cell names
_DECLARED: Final[Mapping[str, str]] = {
    **{name.lower(): {"string": "text"}.get(kind, kind) for name, kind in KINDS.items()},
    "feel:number": "number",
}
_WHOLE: Final = frozenset({"integer", "long"})


def constants(cell: Cell) -> tuple[JSON, ...]:
    """Give the values a cell compares with; raises Opaque where they hang on facts."""
    if cell.tests is not None:
        return feel_cells.constants(cell.tests)
    return () if cell.source is None else (constant_of(cell.source),)


def constant_of(source: str) -> JSON:
    """Give the value of an expression that reads nothing, or raise Opaque."""
    try:
        return evaluate(source, {})
    except ExpressionRefused:
        raise Opaque(source) from None


def kind(domain: Domain, cells: Sequence[Cell]) -> str:
    """Tell boolean, number, date, days or text: by the declared type, or else by the cells."""
    return _kind(domain, _constants(cells), ordered=any(each.order for each in cells))


def _kind(domain: Domain, values: Sequence[JSON], *, ordered: bool) -> str:
    declared = _DECLARED.get(domain.type.rpartition(":")[2].lower())
    if declared is not None:
        return declared
    if any(isinstance(value, bool) for value in values):
        return "boolean"
    if any(is_date(value) for value in values):
        return "date"
    if any(is_integer(value) for value in values) or ordered:
        return "number"
    return "text"


def typed(domain: Domain) -> bool:
    """Tell whether a column declares a type that is one of ours."""
    return domain.type.rpartition(":")[2].lower() in _DECLARED


def is_number(domain: Domain) -> bool:
    """Tell whether a column declares that it is asked numbers."""
    return _DECLARED.get(domain.type.rpartition(":")[2].lower()) == "number"


def is_whole(domain: Domain) -> bool:
    """Tell whether a column declares that it is asked whole numbers alone."""
    return domain.type.rpartition(":")[2].lower() in _WHOLE


def fits_kind(value: JSON, what: str) -> bool:
    """Tell whether a constant can be a value of such a column at all; null always can."""
    if value is None:
        return True
    if what == "boolean":
        return isinstance(value, bool)
    if what == "date":
        return is_date(value)
    if what in {"text", "days"}:
        return isinstance(value, str) and (what == "text" or SPAN.fullmatch(value) is not None)
    return stands_for_number(value)


def samples(domain: Domain, cells: Sequence[Cell]) -> tuple[JSON, ...]:
    """Give one value for each stretch between the constants of a column, and each constant.

    Where a column lists its values, those of them that it allows; where all is known that it is
    asked, that.
    """
    if domain.only is not None:
        return domain.only
    if domain.values and domain.tests is None:
        return Ours().listed(domain)
    allowed = domain.tests
    if allowed is None or not allowed.several:
        return _stretches(domain, _constants(cells), ordered=any(each.order for each in cells))
    ends = (*_constants(cells), *_constants([Cell(domain.values, None, allowed)]))
    found = _stretches(domain, [*ends], ordered=False)
    return tuple(each for each in found if feel_cells.allows(allowed, each, domain))


def _stretches(domain: Domain, values: list[JSON], *, ordered: bool) -> tuple[JSON, ...]:
    nothing: list[JSON] = [None] if None in values else []
    match _kind(domain, values, ordered=ordered):
        case "days":
            return (*_spans(value for value in values if isinstance(value, str)), *nothing)
        case "boolean":
            return (True, False, *nothing)
        case "date":
            return (*_days({value for value in values if is_date(value)}), *nothing)
        case "number":
            ends = [each for each in (domain.least, domain.most) if each is not None]
            numbers = _numbers([*values, *ends], whole=is_whole(domain))
            return (*(each for each in numbers if _within(domain, each)), *nothing)
        case _:
            texts = sorted({value for value in values if isinstance(value, str)})
            return (*texts, OTHER, *nothing)


def _constants(cells: Sequence[Cell]) -> list[JSON]:
    found: list[JSON] = []
    for cell in cells:
        if cell.source is not None:
            try:
                found += constants(cell)
            except (Opaque, Unfit):
                continue
    return found


def _within(domain: Domain, value: JSON) -> bool:
    """Tell whether a number may be asked at all."""
    low = domain.least is None or number(value) >= domain.least
    return low and (domain.most is None or number(value) <= domain.most)


def _days(values: Iterable[str]) -> list[str]:
    found: set[date] = set()
    for value in values:
        try:
            day = date.fromisoformat(value)
            found |= {day, day - timedelta(days=1), day + timedelta(days=1)}
        except (ValueError, OverflowError):
            continue
    return [day.isoformat() for day in sorted(found)] or ["2000-01-01"]


def _spans(values: Iterable[str]) -> list[str]:
    found = [SPAN.fullmatch(value) for value in values]
    days = {int(f"{each[1]}{each[2]}") for each in found if each} or {0}
    around = sorted(days | {each - 1 for each in days} | {each + 1 for each in days})
    return [str(given(timedelta(days=each))) for each in around]


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
