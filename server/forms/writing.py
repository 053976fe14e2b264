"""A form's value written back as the texts its fields hold: what `parse` reads, the other way."""

from collections.abc import Iterator, Mapping
from datetime import date

from server.forms.form import Form, Json, Schema
from server.forms.readings import decimal_shown


def written(form: Form, value: Mapping[str, Json]) -> dict[str, str]:
    """Return the text of every field, by its path; what a button posts is left out."""
    posted = {action.field for action in form.actions}
    return {
        path: _text(found, form.find(path) or {})
        for path, found in _leaves(value)
        if path not in posted and form.find(path) is not None
    }


def _leaves(value: Mapping[str, Json], above: str = "") -> Iterator[tuple[str, Json]]:
    for name, found in value.items():
        path = f"{above}.{name}" if above else name
        if isinstance(found, Mapping):
            yield from _leaves(found, path)
        else:
            yield path, found


def _text(found: Json, schema: Schema) -> str:
    if found is None or found is False:
        return ""
    if found is True:
        return "1"
    if schema.get("format") == "decimal":
        return decimal_shown(str(found))
    if schema.get("format") == "date":
        return f"{date.fromisoformat(str(found)):%d/%m/%Y}"
    return str(found)
