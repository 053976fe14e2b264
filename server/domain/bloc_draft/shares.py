"""Percentages and fractions of a bloc-year file as shares: one way to write what was two."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from server.domain.canonical import decimal_text

Item: TypeAlias = Mapping[str, Any]


def in_shares(item: Item) -> Item:
    """Write `percent`, `numerator` with `denominator`, and `min_percent` as the same share.

    Only in tables where the file has the one or the other; what cannot be read stays as it is.
    """
    after = {key: _inner(value) for key, value in item.items()}
    least = after.get("eligibility")
    if isinstance(least, Mapping) and _is_number(least.get("min_percent")) and "min" not in least:
        asked = {"share": _percent(least["min_percent"]), "base": "scale"}
        rest = {key: value for key, value in least.items() if key != "min_percent"}
        after["eligibility"] = {**rest, "min": asked}
    return after


def _inner(value: object) -> object:
    if not isinstance(value, Mapping) or "share" in value or "base" not in value:
        return value
    rest = {k: v for k, v in value.items() if k not in {"percent", "numerator", "denominator"}}
    if _is_number(value.get("percent")):
        return {"share": _percent(value["percent"]), **rest}
    if _is_number(value.get("numerator")) and _is_number(value.get("denominator")):
        return {"share": f"{value['numerator']}/{value['denominator']}", **rest}
    return value


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _percent(value: int | Decimal) -> str:
    return f"{decimal_text(Decimal(value))}%"
