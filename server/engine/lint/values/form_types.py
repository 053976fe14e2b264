"""What the fields of a form may be, as far as its schema says."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from server.engine.lint.values.value_types import (
    ANY,
    DAY,
    PARTY_IDS,
    TEXT,
    TRUTH,
    UNIT_IDS,
    WHOLE,
    Sort,
    Type,
    choice,
    list_of,
    party,
    record,
    whole,
)
from server.engine.values import LARGEST_INT
from server.form_shape import (
    FieldType,
    field_type,
    members_widget,
    needed_columns,
    routed_columns,
    routed_fields,
)

_OFFERED: Final = {"units": UNIT_IDS, "recipients": PARTY_IDS}
_OF_SCHEMA: Final = {
    "boolean": TRUTH,
    "integer": WHOLE,
    "string": TEXT,
    "object": Type(Sort.RECORD),
}


def of_schema(schema: Mapping[str, object]) -> Type:
    """Give what a field of a form may be, by its JSON Schema."""
    named = schema.get("type")
    kinds = [each for each in (named if isinstance(named, list) else [named]) if each != "null"]
    found = _one(str(kinds[0]), schema) if len(kinds) == 1 else ANY
    return found if not isinstance(named, list) or "null" not in named else found.or_nothing()


def _one(kind: str, schema: Mapping[str, object]) -> Type:
    values = schema.get("enum")
    if kind == "array":
        return _list(schema)
    if kind == "string" and isinstance(values, list):
        return choice(map(str, values))
    if kind == "string" and schema.get("format") == "date":
        return replace(DAY, earliest=_day(schema, "x-min"), latest=_day(schema, "x-max"))
    if kind == "string" and field_type(schema) is FieldType.PARTY:
        return party(_OFFERED[members_widget(schema)])
    if kind == "integer":
        return whole(
            _bound(schema, "minimum", -LARGEST_INT), _bound(schema, "maximum", LARGEST_INT)
        )
    return _OF_SCHEMA.get(kind, ANY)


def _list(schema: Mapping[str, object]) -> Type:
    items = schema.get("items")
    item = of_schema(items) if isinstance(items, dict) else ANY
    if field_type(schema) is FieldType.PARTIES:
        item = party(_OFFERED[members_widget(schema)])
    elif field_type(schema) is FieldType.ROWS:
        item = _row(schema)
    return list_of(item, _bound(schema, "minItems") or 0, _bound(schema, "maxItems"))


def _row(schema: Mapping[str, object]) -> Type:
    """Give what of a row enters the process; a column that may be left empty may be nothing."""
    needed, columns = needed_columns(schema), routed_columns(schema)
    found = {name: of_schema(column) for name, column in columns.items()}
    return record({n: kind if n in needed else kind.or_nothing() for n, kind in found.items()})


def _day(schema: Mapping[str, object], word: str) -> str | None:
    found = schema.get(word)
    return found if isinstance(found, str) else None


def _bound(schema: Mapping[str, object], word: str, otherwise: int | None = None) -> int | None:
    found = schema.get(word)
    return found if isinstance(found, int) and not isinstance(found, bool) else otherwise


def routed(
    schema: Mapping[str, object] | None, form: str, computed: Iterable[str] = ()
) -> Mapping[str, Type] | None:
    """Give the fields of a form that enter the process; None where there is no form to ask.

    What is computed of its completion may be anything.
    """
    if schema is None:
        return None
    fields = {
        name: entered(of_schema(each), form, name) for name, each in routed_fields(schema).items()
    }
    return {**dict.fromkeys(computed, ANY), **fields}


def opening(schema: Mapping[str, object] | None, form: str) -> Type:
    """Give what an opening form leaves; None for a field that may be left out."""
    fields, sure = routed(schema, form), sure_fields(schema or {})
    if fields is None:  # that there is none is a finding of its own
        return ANY
    return record({n: kind if n in sure else kind.or_nothing() for n, kind in fields.items()})


def sure_fields(schema: Mapping[str, object]) -> frozenset[str]:
    """Give the fields that a form never lets be left out."""
    needed = schema.get("required")
    return frozenset(map(str, needed)) if isinstance(needed, list) else frozenset()


def entered(kind: Type, form: str, field: str) -> Type:
    """Give a number with the field that it is typed into."""
    if kind.sort is not Sort.WHOLE:
        return kind
    return replace(kind, entered=frozenset({f"{form}.json: {field}"}))
