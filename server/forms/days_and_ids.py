"""What JSON Schema has no word for: days of the calendar between bounds, ids of those there are."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from server.form_shape import FieldType, field_type, members_widget
from server.forms.context import FormContext
from server.forms.form import Form, Json, Schema
from server.forms.mistakes import FieldMistake, FormMistake
from server.forms.readings import iso_day
from server.working_calendar import YEARS

BOUNDS = {"x-min": ("min", FormMistake.TOO_EARLY), "x-max": ("max", FormMistake.TOO_LATE)}
FURTHEST = {"x-min": date(YEARS[0], 1, 1), "x-max": date(YEARS[-1], 12, 31)}
"""No day is of a year that files and the other pages refuse, whatever bounds its form names."""
TODAY = "today"


def misplaced(
    form: Form, value: Mapping[str, Json], context: FormContext
) -> Iterator[FieldMistake]:
    """Go through the days that are none or outside their bounds, and the ids nobody has."""
    yield from _of_fields(form.fields, value, "", context)
    for name in form.rows:
        rows = value.get(name)
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            fields = _row_fields(form.fields[name])
            if isinstance(row, Mapping):
                yield from _of_fields(fields, row, f"{name}.{number}.", context)


def _of_fields(
    fields: Mapping[str, Schema], value: Mapping[str, Json], above: str, context: FormContext
) -> Iterator[FieldMistake]:
    for name, schema in fields.items():
        found, path = value.get(name), f"{above}{name}"
        match field_type(schema):
            case FieldType.DATE if isinstance(found, str):
                yield from _day(path, found, schema, value, context)
            case FieldType.PARTY | FieldType.PARTIES if found is not None:
                ids = found if isinstance(found, list) else [found]
                if not context.known(members_widget(schema)).issuperset(map(str, ids)):
                    yield FieldMistake(path, FormMistake.NOT_KNOWN)


def _day(
    path: str, found: str, schema: Schema, beside: Mapping[str, Json], context: FormContext
) -> Iterator[FieldMistake]:
    day = iso_day(found)
    if day is None:
        yield FieldMistake(path, FormMistake.NOT_DATE)
        return
    for word, (hole, code) in BOUNDS.items():
        named = _bound(schema.get(word), beside, context)
        bound = (max if hole == "min" else min)(named or FURTHEST[word], FURTHEST[word])
        if day < bound if hole == "min" else day > bound:
            yield FieldMistake(path, code, {hole: bound.isoformat()})


def _bound(written: Json, beside: Mapping[str, Json], context: FormContext) -> date | None:
    """Return the day a bound names: today, a day of the calendar, or what a field beside holds."""
    if not isinstance(written, str):
        return None
    if written == TODAY:
        return context.today
    return iso_day(written) or iso_day(beside.get(written))


def _row_fields(schema: Schema) -> Mapping[str, Schema]:
    items = schema.get("items")
    found = items.get("properties") if isinstance(items, Mapping) else None
    return cast("Mapping[str, Schema]", found) if isinstance(found, Mapping) else {}
