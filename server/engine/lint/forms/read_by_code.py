"""Rules about what the code of a process reads of a form: without it nobody is heard."""

from collections.abc import Iterator, Mapping

from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition, ProductForm, RowFields
from server.form_shape import fields_of

Schema = Mapping[str, object]


def lacking(wanted: ProductForm, name: str, form: Schema) -> Iterator[Problem]:
    """Refuse a form without a field that the code of its process reads."""
    for field, kind in wanted.lacking(fields_of(form)).items():
        yield Problem("FORM-READ", field, {"field": field, "kind": kind}, f"{name}.json")


def rows(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a composite field whose rows are not those that the package draws and reads."""
    known = draft.known.widgets.get(draft.key, {})
    for name, form in draft.forms.items():
        for field, schema in fields_of(form).items():
            wanted = known.get(str(schema.get("x-widget", "")), {})
            for row in _rows(schema) if wanted else ():
                for inner, kind in _unfit(row, wanted):
                    path = f"{field}.*.{inner}"
                    yield Problem("FORM-READ", path, {"field": path, "kind": kind}, f"{name}.json")


def _unfit(row: Schema, wanted: RowFields) -> Iterator[tuple[str, str]]:
    fields = fields_of(row)
    for name, kind in wanted.items():
        field = fields.get(name, {})
        if isinstance(kind, str):
            types = field.get("type")
            if kind not in (types if isinstance(types, list) else [types]):
                yield name, kind
        elif field.get("enum") is None or {*map(str, _listed(field["enum"]))} != kind:
            yield name, ", ".join(sorted(kind))


def _rows(schema: Schema) -> list[Schema]:
    """Give the innermost rows of a composite field; the field itself where it has none."""
    patterns = schema.get("patternProperties")
    inner = (
        [each for each in patterns.values() if isinstance(each, dict)]
        if (isinstance(patterns, dict))
        else []
    )
    return [row for each in inner for row in _rows(each)] if inner else [schema]


def _listed(found: object) -> list[object]:
    return found if isinstance(found, list) else []
