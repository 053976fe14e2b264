"""Whether the form a case is opened with would take what the system fills in on a day."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from server import forms
from server.domain.canonical import Json
from server.domain.cases.titles import filled
from server.domain.manifest import COMPUTED, Expression, Finding, Manifest, TimedOpening
from server.domain.manifest.outline import OPENING
from server.domain.manifest.taken import SOURCE
from server.engine import may_be_nothing, paths
from server.engine.lint.values.form_types import of_schema
from server.engine.lint.values.form_types import opening as opened_with
from server.engine.lint.values.value_types import Type
from server.form_shape import fields_of
from server.forms.mistakes import FormMistake
from server.forms.validation import violations

Schema = Mapping[str, object]
Asked = Mapping[str, Mapping[str, Mapping[str, object]]]
"""Of each process, the schemas of its tasks' forms, and of its opening form."""
_NOTHING: Final = "None"
_SOME_YEAR: Final = "2031"
_ASKS_THE_BLOC: Final = FormMistake.NOT_KNOWN


def wrong_values(manifest: Manifest, schema: Schema | None) -> Iterator[Finding]:
    """Name the values that the opening form refuses whatever the bloc and the day."""
    for number, each in enumerate(manifest.open.timed):
        path = ("open", "timed", number, "values")
        for name in _refused(schema or {}, each.values, each.computed):
            yield Finding("TIMED", (*path, name), {"field": name})


def absent_values(
    manifest: Manifest, schema: Schema | None, names: Mapping[str, Type], asked: Asked
) -> Iterator[Finding]:
    """Name what is computed and may be nothing on such a day, where the form must have it.

    Another process may open the case in a year in which there is no such day.
    """
    needed = (schema or {}).get("required")
    for number, each in enumerate(manifest.open.timed):
        for name, source in each.computed.items():
            required = isinstance(needed, list) and name in needed
            known = {**names, SOURCE: source_type(each, asked)}
            any_year = each.after is not None and SOURCE not in dict(paths(source))
            given = _NOTHING if any_year else each.at
            if required and may_be_nothing(source, known, given=given):
                path = ("open", "timed", number, COMPUTED, name)
                yield Finding("TIMED-NOTHING", path, {"field": name, "source": source})


def source_type(opening: TimedOpening, asked: Asked) -> Type:
    """Give the type of the case that an opening waits for: where its day comes first, of none."""
    forms = asked.get(opening.after.kind, {}) if opening.after else {}
    found = opened_with(forms.get(OPENING), OPENING)
    if found.fields is None:
        return found
    return replace(found, fields={n: replace(each, maybe=True) for n, each in found.fields.items()})


def _refused(schema: Schema, values: Mapping[str, Json], computed: Mapping[str, str]) -> list[str]:
    needed = schema.get("required")
    later = [name for name in (needed if isinstance(needed, list) else []) if name not in computed]
    try:
        form = forms.read("", json.dumps({**schema, "type": "object", "required": later}).encode())
    except forms.FormUnreadable:
        return []  # a finding of its own
    known = {name: each for name, each in values.items() if name in fields_of(schema)}
    year = {"year": _SOME_YEAR}
    given = {
        name: filled(each, year) if isinstance(each, str) else each for name, each in known.items()
    }
    found = violations(form, given)
    return [each.path for each in found if each.code is not _ASKS_THE_BLOC and each.path in given]


def wanted(each: Expression, schema: Schema | None) -> str:
    """Return the sort of value an expression must give; for a computed field its form's."""
    if len(each.path) < 2 or each.path[-2] != COMPUTED:  # noqa: PLR2004 - the table, the field
        return each.wanted
    field = fields_of(schema or {}).get(str(each.path[-1]))
    return "" if field is None else of_schema(field).sort
