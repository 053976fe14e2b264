"""A form's value written back as the texts its fields hold: what `parse` reads, the other way."""

from collections.abc import Callable, Iterator, Mapping

from server.form_shape import FieldType, field_type
from server.forms.form import Form, Json, Schema
from server.forms.readings import amount_shown, decimal_shown


def written(form: Form, value: Mapping[str, Json]) -> dict[str, str]:
    """Return the text of every field, by its path; what a button posts is left out."""
    posted = {action.field for action in form.actions}
    return {
        path: text_of(found, form.find(path) or {})
        for path, found in _leaves(value)
        if path not in posted and form.find(path) is not None
    }


def text_of(found: Json, schema: Schema) -> str:
    """Write one field's value as it is typed."""
    if isinstance(found, list):
        return " ".join(map(str, found))
    if found is None or isinstance(found, bool):
        return "1" if found else ""
    write = _WRITINGS.get(field_type(schema) or FieldType.TEXT, str)
    return write(str(found))


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


_WRITINGS: Mapping[FieldType, Callable[[str], str]] = {
    FieldType.DECIMAL: decimal_shown,
    FieldType.AMOUNT: amount_shown,
    FieldType.DATE: lambda text: "/".join(reversed(text.split("-"))),
}
