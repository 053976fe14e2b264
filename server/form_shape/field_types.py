"""What a field of a form is, told from its schema: one table for pages, parsing and the linter."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, cast


class FieldType(StrEnum):
    """What a field holds, and so how it is asked for."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    TRUTH = "truth"
    WHOLE = "whole"
    AMOUNT = "amount"
    """A whole number of đồng."""
    DECIMAL = "decimal"
    DATE = "date"
    PARTY = "party"
    """The id of a unit or a body."""
    PARTIES = "parties"
    """A list of ids of units or bodies, each once."""
    ROWS = "rows"
    """A list of objects, one a row."""
    COMPOSITE = "composite"
    """An object whose fields a widget of the process's package draws."""


OF_PARTIES: Final = frozenset({"unit", "units", "recipient", "recipients"})
"""The widgets whose ids are those of member units, or of units and bodies."""
AMOUNT: Final = "amount"
ROUTABLE: Final = frozenset({
    FieldType.CHOICE, FieldType.CHOICES, FieldType.TRUTH, FieldType.WHOLE, FieldType.AMOUNT,
    FieldType.DATE, FieldType.PARTY, FieldType.PARTIES,
})  # fmt: skip
"""What may steer a process: nothing that a person writes in words."""


def field_type(schema: Mapping[str, object]) -> FieldType | None:
    """Tell what a field is; None where no page can ask for it."""
    kind, widget = _kind(schema.get("type", "string")), schema.get("x-widget", "")
    match kind:
        case "boolean":
            return FieldType.TRUTH
        case "integer":
            return FieldType.AMOUNT if widget == AMOUNT else FieldType.WHOLE
        case "string":
            return _text(schema)
        case "array":
            return _list(schema)
        case "object":
            return FieldType.COMPOSITE
        case _:
            return None


def members_widget(schema: Mapping[str, object]) -> str:
    """Return the widget that names whom a field of ids chooses from: units or recipients."""
    widget = str(schema.get("x-widget", ""))
    return widget if widget.endswith("s") else f"{widget}s"


def may_hold(field: Mapping[str, object], value: object, source: Mapping[str, object]) -> bool:
    """Tell whether what stands in another field is of the same kind, and one of its choices."""
    kind = field_type(field)
    if field_type(source) is not kind:
        return False
    if kind is FieldType.CHOICE:
        return value in cast("list[object]", field["enum"])
    if kind is FieldType.CHOICES:
        known = cast("Mapping[str, list[object]]", field["items"])["enum"]
        return isinstance(value, list) and all(each in known for each in value)
    return True


def _kind(written: object) -> str:
    """Return the one type of a field, beside null; empty where there are several."""
    kinds = written if isinstance(written, list) else [written]
    plain = [str(kind) for kind in kinds if kind != "null"]
    return plain[0] if len(plain) == 1 else ""


def _text(schema: Mapping[str, object]) -> FieldType | None:
    if isinstance(schema.get("enum"), list):
        return FieldType.CHOICE
    if schema.get("x-widget") in OF_PARTIES:
        return FieldType.PARTY
    formats = {None: FieldType.TEXT, "date": FieldType.DATE, "decimal": FieldType.DECIMAL}
    return formats.get(_name(schema.get("format")))


def _list(schema: Mapping[str, object]) -> FieldType | None:
    items = schema.get("items")
    if not isinstance(items, Mapping):
        return None
    if items.get("type") == "object":
        return FieldType.ROWS
    if items.get("type") != "string":
        return None
    if isinstance(items.get("enum"), list):
        return FieldType.CHOICES
    return FieldType.PARTIES if schema.get("x-widget") in OF_PARTIES else None


def _name(found: object) -> str | None:
    return None if found is None else str(found)
