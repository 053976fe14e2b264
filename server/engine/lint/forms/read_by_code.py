"""Rules about what the code of a process reads of a form: without it nobody is heard."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final

from jsonschema_rs import Draft202012Validator, ValidationError, ValidationErrorKind

from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition, ProductForm
from server.engine.lint.read_fields import LONGEST, Asked, ReadField, RowFields, Schema
from server.form_shape import FieldType, fields_of, parts_of

_TODAY: Final = "today"


def judged(wanted: ProductForm, name: str, form: Schema) -> Iterator[Problem]:
    """Refuse a form that code cannot do with: fields it lacks, asks for too little or too much."""
    file, fields = f"{name}.json", fields_of(form)
    for field, read in wanted.all_read.items():
        schema = fields.get(field, {})
        if not read.fits(schema):
            yield Problem("FORM-READ", field, {"field": field, "kind": read.kind}, file)
            continue
        yield from _needed(file, field, read, form)
        yield from _bounds(file, field, read, schema)
        if read.asked is Asked.SOMETIMES and field in _ever_required(form):
            yield Problem("FORM-SOMETIMES", field, {"field": field}, file)


def rows(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a composite field whose rows are not those that the package draws and reads."""
    known = draft.known.widgets.get(draft.key, {})
    for name, form in draft.forms.items():
        for field, schema in fields_of(form).items():
            wanted = known.get(str(schema.get("x-widget", "")), {})
            for row in _rows(schema) if wanted else ():
                yield from _row(f"{name}.json", field, row, wanted)


def _row(file: str, field: str, row: Schema, wanted: RowFields) -> Iterator[Problem]:
    fields, required = fields_of(row), _listed(row.get("required"))
    for name, read in wanted.items():
        path, schema = f"{field}.*.{name}", fields.get(name, {})
        if not read.fits(schema):
            yield Problem("FORM-READ", path, {"field": path, "kind": read.kind}, file)
            continue
        if read.asked is Asked.NEEDED and (name not in required or _may_be_null(schema)):
            yield Problem("FORM-NEEDED", path, _holes(path, ""), file)
        if read.asked is Asked.SOMETIMES and name in required:
            yield Problem("FORM-SOMETIMES", path, {"field": path}, file)
        yield from _bounds(file, path, read, schema)


def _needed(file: str, field: str, read: ReadField, form: Schema) -> Iterator[Problem]:
    null = _may_be_null(fields_of(form)[field])
    always = field in _listed(form.get("required")) and not null
    if read.asked is Asked.NEEDED and not always:
        yield Problem("FORM-NEEDED", field, _holes(field, ""), file)
    if read.upon is None or always:
        return
    by, values = read.upon
    offered = {*map(str, _listed(fields_of(form).get(by, {}).get("enum")))}
    for value in sorted(values & offered):
        if null or field not in _required_with(form, {by: value}):
            yield Problem("FORM-NEEDED", field, _holes(field, f"{by} = {value}"), file)


def _holes(field: str, case: str) -> dict[str, str]:
    return {
        "field": field,
        "case": f" with {case}" if case else "",
        "case.vi": f" khi {case}" if case else "",
    }


def _bounds(file: str, field: str, read: ReadField, schema: Schema) -> Iterator[Problem]:
    """Refuse bounds between which nothing lies that code takes, or more than it takes."""
    for bound in _strange_bounds(read, schema):
        yield Problem("FORM-BOUND", field, {"field": field, "bound": bound}, file)


def _strange_bounds(read: ReadField, schema: Schema) -> Iterator[str]:
    if read.coming and schema.get("x-max") == _TODAY:
        yield "x-max = today, > today"
    if read.type is FieldType.TEXT:
        most = schema.get("maxLength", LONGEST)
        if isinstance(most, int) and most > read.longest:
            yield f"maxLength = {most}, ≤ {read.longest}"
    most = schema.get("maximum", 0)
    if read.type is FieldType.WHOLE and isinstance(most, int | float) and most < 0:
        yield f"maximum = {most}, ≥ 0"


def _required_with(form: Schema, value: Schema) -> frozenset[str]:
    """Name the fields of the first level that a form requires beside this value."""
    found: set[str] = set()
    with suppress(ValidationError, ValueError):  # what is no schema is a finding of its own
        for error in Draft202012Validator(dict(form)).iter_errors(value):
            if isinstance(error.kind, ValidationErrorKind.Required) and not error.instance_path:
                found.add(str(error.kind.property))
    return frozenset(found)


def _ever_required(form: Schema) -> frozenset[object]:
    """Name the fields of the first level that a form requires, be it for one of the choices."""
    thens = [rule.get("then") for rule in parts_of(form, "allOf")]
    parts = [form, *(then for then in thens if isinstance(then, Mapping))]
    return frozenset(name for part in parts for name in _listed(part.get("required")))


def _may_be_null(schema: Schema) -> bool:
    return "null" in _listed(schema.get("type"))


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
