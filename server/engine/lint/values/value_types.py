"""What a value of an expression may be, as far as it is known before a case runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from server.engine.expressions.comparison import is_day, is_integer, number
from server.engine.values import JSON
from server.form_shape import routed_fields


class Sort(StrEnum):
    """The sorts of value; a day is a text of its own sort."""

    ANY = "any"
    TRUTH = "truth"
    WHOLE = "whole"
    TEXT = "text"
    DAY = "day"
    LIST = "list"
    RECORD = "record"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Type:
    """A sort of value.

    `values` are all that a text may be, None where it may be any; `item` is what a list holds,
    `fields` what a record has, None where nobody can tell; `maybe`: it may be None instead;
    `least` and `most` bound a whole number.
    """

    sort: Sort
    values: frozenset[str] | None = None
    item: "Type | None" = None
    fields: "Mapping[str, Type] | None" = None
    maybe: bool = False
    least: int | None = None
    most: int | None = None

    def field(self, name: str) -> "Type":
        """Give a field of a record, ANY for one that is not known."""
        return (self.fields or {}).get(name, ANY)

    def or_nothing(self) -> "Type":
        """Give the same, but that it may be None."""
        return replace(self, maybe=True)

    def for_certain(self) -> "Type":
        """Give the same where it is known not to be None."""
        return replace(self, maybe=False)


ANY: Final = Type(Sort.ANY)
TRUTH: Final = Type(Sort.TRUTH)
WHOLE: Final = Type(Sort.WHOLE)
TEXT: Final = Type(Sort.TEXT)
DAY: Final = Type(Sort.DAY)
NOTHING: Final = Type(Sort.NOTHING, maybe=True)
TEXTS: Final = Type(Sort.LIST, item=TEXT)
_OF_SCHEMA: Final = {
    "boolean": TRUTH,
    "integer": WHOLE,
    "string": TEXT,
    "object": Type(Sort.RECORD),
}


def choice(values: Iterable[str]) -> Type:
    """Give a text that is one of these."""
    return Type(Sort.TEXT, values=frozenset(values))


def list_of(item: Type) -> Type:
    """Give a list of such values."""
    return Type(Sort.LIST, item=item)


def record(fields: Mapping[str, Type]) -> Type:
    """Give a record with these fields."""
    return Type(Sort.RECORD, fields=fields)


def of_constant(value: JSON) -> Type:
    """Give the type of a value written in an expression."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return TRUTH
    return WHOLE if is_integer(value) else choice([str(value)])


def of_schema(schema: Mapping[str, object]) -> Type:
    """Give what a field of a form may be, by its JSON Schema."""
    named = schema.get("type")
    kinds = [each for each in (named if isinstance(named, list) else [named]) if each != "null"]
    found = _one(str(kinds[0]), schema) if len(kinds) == 1 else ANY
    return found if not isinstance(named, list) or "null" not in named else found.or_nothing()


def _one(kind: str, schema: Mapping[str, object]) -> Type:
    values = schema.get("enum")
    if kind == "array":
        items = schema.get("items")
        return list_of(of_schema(items) if isinstance(items, dict) else ANY)
    if kind == "string" and isinstance(values, list):
        return choice(map(str, values))
    if kind == "string" and schema.get("format") == "date":
        return DAY
    if kind == "integer":
        return replace(WHOLE, least=_bound(schema, "minimum"), most=_bound(schema, "maximum"))
    return _OF_SCHEMA.get(kind, ANY)


def _bound(schema: Mapping[str, object], word: str) -> int | None:
    found = schema.get(word)
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def routed(
    schema: Mapping[str, object] | None, computed: Iterable[str] = ()
) -> Mapping[str, Type] | None:
    """Give the fields of a form that enter the process; None where there is no form to ask.

    What is computed of its completion may be anything.
    """
    if schema is None:
        return None
    fields = {name: of_schema(each) for name, each in routed_fields(schema).items()}
    return {**dict.fromkeys(computed, ANY), **fields}


def either(one: Type, other: Type) -> Type:
    """Give what is known of a value that is one or the other."""
    maybe = one.maybe or other.maybe
    if Sort.NOTHING in {one.sort, other.sort}:
        known = other if one.sort is Sort.NOTHING else one
        return replace(known, maybe=True)
    if one.sort is not other.sort:
        return ANY
    values = one.values | other.values if one.values and other.values else None
    item = either(one.item, other.item) if one.item and other.item else None
    least = None if None in {one.least, other.least} else min(one.least or 0, other.least or 0)
    most = None if None in {one.most, other.most} else max(one.most or 0, other.most or 0)
    return Type(one.sort, values, item, _shared(one, other), maybe, least, most)


def _shared(one: Type, other: Type) -> Mapping[str, Type] | None:
    if one.fields is None or other.fields is None:
        return None
    every = {**one.fields, **other.fields}
    return {
        name: either(one.fields.get(name, kind), other.fields.get(name, kind))
        for name, kind in every.items()
    }


def may_equal(one: Type, other: Type) -> bool:
    """Tell whether two values can be equal at all, by their sorts."""
    if Sort.ANY in {one.sort, other.sort} or (one.maybe and other.maybe):
        return True
    if {one.sort, other.sort} == {Sort.TEXT, Sort.DAY}:
        text = one if one.sort is Sort.TEXT else other
        return text.values is None or any(map(is_day, text.values))
    return one.sort is other.sort


def has_order(one: Type, other: Type) -> bool:
    """Tell whether two values can be put in order: two numbers, or two days."""
    as_days, as_numbers = (
        (_may(each, DAY) for each in (one, other)),
        (_may(each, WHOLE) for each in (one, other)),
    )
    return all(as_days) or all(as_numbers)


def _may(found: Type, wanted: Type) -> bool:
    """Tell whether a value may stand for a day, or for a number written as a text."""
    if found.sort in {Sort.ANY, wanted.sort}:
        return True
    if found.sort is not Sort.TEXT:
        return False
    if found.values is None:
        return True
    return any(is_day(value) if wanted is DAY else _is_number(value) for value in found.values)


def _is_number(value: str) -> bool:
    try:
        number(value)
    except TypeError:
        return False
    return True
