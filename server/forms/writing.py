"""A form's value written back as the texts its fields hold: what `parse` reads, the other way."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from server.form_shape import FieldType, field_type
from server.forms.form import Form, Json, Schema

KEPT_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NumberText = Callable[[Decimal], str]
"""How a number is written: as a page in one language does, or as every page reads it."""


def written(form: Form, value: Mapping[str, Json], number: NumberText) -> dict[str, str]:
    """Return the text of every field, by its path; what a button posts is left out."""
    posted = {action.field for action in form.actions}
    return {
        path: text_of(found, form.find(path) or {}, number)
        for path, found in _leaves(value)
        if path not in posted and form.find(path) is not None
    }


def text_of(found: Json, schema: Schema, number: NumberText) -> str:
    """Write one field's value as it is typed; a number that is none, an erased one, as it is."""
    if isinstance(found, list):
        return " ".join(map(str, found))
    if found is None or isinstance(found, bool):
        return "1" if found else ""
    match field_type(schema):
        case FieldType.DECIMAL | FieldType.AMOUNT if KEPT_NUMBER.fullmatch(str(found)):
            return number(Decimal(str(found)))
        case FieldType.DATE:
            return "/".join(reversed(str(found).split("-")))
        case _:
            return str(found)


def _leaves(value: Mapping[str, Json], above: str = "") -> Iterator[tuple[str, Json]]:
    for name, found in value.items():
        path = f"{above}.{name}" if above else name
        if isinstance(found, Mapping):
            yield from _leaves(found, path)
        elif isinstance(found, list) and any(isinstance(each, Mapping) for each in found):
            rows = {str(number): each for number, each in enumerate(found)}
            yield from _leaves(rows, path)
        else:
            yield path, found
