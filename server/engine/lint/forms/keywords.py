"""The rule that a form says only what its pages keep: any other word would refuse unforeseen."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.listing import listed
from server.engine.lint.values.misfits import nearest
from server.form_shape import FieldType, field_type, fields_of

Schema = Mapping[str, object]
_SAID: Final = frozenset({"title", "description", "type", "$comment", "default", "examples"})
OF_FORM: Final = _SAID | {
    "$schema", "$id", "$ref", "$defs", "properties", "required", "additionalProperties",
    "unevaluatedProperties", "allOf", "x-actions", "x-files", "x-sign", "x-shows", "x-together",
}  # fmt: skip
OF_FIELD: Final = _SAID | {
    "$ref", "enum", "format", "minimum", "maximum", "minLength", "maxLength", "minItems",
    "maxItems", "uniqueItems", "items", "readOnly", "properties", "required",
    "additionalProperties", "patternProperties", "minProperties", "unevaluatedProperties",
    "x-labels", "x-max", "x-min", "x-outcome", "x-reason", "x-route", "x-widget",
    "x-without-register", "x-given", "x-folded",
}  # fmt: skip
OF_RULE: Final = frozenset({"if", "then", "$comment"})
"""What a rule of a form (allOf) says."""
OF_THEN: Final = frozenset({"required", "properties", "$comment"})


def keywords(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a word of a form, or of one of its fields, that no page keeps."""
    for name, form in draft.forms.items():
        file = f"{name}.json"
        yield from _strange(file, name, form, OF_FORM)
        for path, field in fields_of_pages(form):
            yield from _strange(file, path, field, OF_FIELD)
        rules = form.get("allOf")
        for rule in rules if isinstance(rules, list) else ():
            yield from _of_rule(file, rule)


def _of_rule(file: str, rule: object) -> Iterator[Problem]:
    """Refuse a word in a rule that holds for one choice; what it asks may be any question."""
    if not isinstance(rule, Mapping):
        return
    yield from _strange(file, "allOf", rule, OF_RULE)
    then = rule.get("then")
    if isinstance(then, Mapping):
        yield from _strange(file, "allOf", then, OF_THEN)
        for name, field in fields_of(then).items():
            yield from _strange(file, name, field, OF_FIELD | {"const"})


def fields_of_pages(schema: Schema, above: str = "") -> Iterator[tuple[str, Schema]]:
    """Give the fields of a form and of its rows; what a package's widget holds is its own."""
    for name, field in fields_of(schema).items():
        yield f"{above}{name}", field
        items = field.get("items")
        if field_type(field) is FieldType.ROWS and isinstance(items, Mapping):
            yield from fields_of_pages(items, f"{above}{name}.")


def _strange(file: str, owner: str, schema: Schema, known: frozenset[str]) -> Iterator[Problem]:
    for word in sorted(schema.keys() - known):
        holes = {"word": word, "known": listed(known), **nearest(word, known)}
        yield Problem("FORM-KEYWORD", owner, holes, file)
