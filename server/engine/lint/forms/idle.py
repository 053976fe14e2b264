"""What a form says twice, or where it means nothing: its author takes it for what holds."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from server.engine.errors import Problem
from server.engine.lint.forms.keywords import fields_of_pages
from server.form_shape import GIVEN, FieldType, field_type, fields_of, folds, parts_of
from server.form_shape.keywords import FOLDED, TOGETHER

Schema = Mapping[str, object]
_BUTTON: Final = frozenset({"field", "value", "label", "style"})
_STYLES: Final = frozenset({"primary", "secondary", "danger"})
_FILE: Final = frozenset({"kind", "title", "required", "per"})
_OF_TYPE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("minLength", "maxLength"), "string"),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), "array"),
}
"""Bounds, and what alone they hold for."""
_COUNTED: Final = frozenset({FieldType.WHOLE, FieldType.PARTIES, FieldType.CHOICES, FieldType.ROWS})
_FLAGS: Final = ("x-route", "readOnly", GIVEN)


def problems(file: str, form: Schema) -> Iterator[Problem]:
    """Name what of a form does nothing, or stands there already."""
    for owner, what in (*_twice(form), *_rules_twice(form)):
        yield Problem("FORM-TWICE", owner or _name(file), {"what": what}, file)
    for owner, what in (*_idle(form), *_empty_rules(form), *_beside_each_other(form)):
        yield Problem("FORM-IDLE", owner or _name(file), {"what": what}, file)


def _name(file: str) -> str:
    return file.removesuffix(".json")


def _twice(form: Schema) -> Iterator[tuple[str, str]]:
    rows = parts_of(form, "x-actions")
    buttons = [f"{row.get('field') or '—'} = {row.get('value') or '—'}" for row in rows]
    yield from (("", f"x-actions: {button}") for button in _several(buttons))
    files = [str(row.get("kind")) for row in parts_of(form, "x-files")]
    yield from (("", f"x-files: {kind}") for kind in _several(files))
    shown = form.get("x-shows")
    texts = [str(each) for each in shown] if isinstance(shown, list) else []
    yield from (("", f"x-shows: {each}") for each in _several(texts))
    titles = [str(field.get("title", "")).strip() for field in fields_of(form).values()]
    yield from (("", f"title: {each}") for each in _several(titles) if each)
    for name, field in fields_of_pages(form):
        items = field.get("items")
        choices = (items if isinstance(items, Mapping) else field).get("enum")
        listed = [str(each) for each in choices] if isinstance(choices, list) else []
        yield from ((name, f"enum: {each}") for each in _several(listed))
        labels = field.get("x-labels")
        said = [str(each) for each in labels.values()] if isinstance(labels, Mapping) else []
        yield from ((name, f"x-labels: {each}") for each in _several(said))


def _beside_each_other(form: Schema) -> Iterator[tuple[str, str]]:
    """Name what is held beside nothing: rows folded by no given column, numbers beside none."""
    for name, field in fields_of(form).items():
        if FOLDED in field and not folds(field):
            yield name, f"{FOLDED} = {field[FOLDED]}"
    for row in parts_of(form, TOGETHER):
        yield from (("", f"{TOGETHER}: {each}") for each in _not_counted(form, row))


def _not_counted(form: Schema, row: Schema) -> Iterator[str]:
    fields, of, most = fields_of(form), row.get("of"), str(row.get("most"))
    if field_type(fields.get(most, {})) not in _COUNTED:
        yield f"most = {most}"
    for name in of if isinstance(of, list) else ():
        if field_type(fields.get(str(name), {})) is not FieldType.WHOLE:
            yield f"of = {name}"
    yield from sorted(row.keys() - {"of", "most"})


def _rules_twice(form: Schema) -> Iterator[tuple[str, str]]:
    for rule in _several([repr(each) for each in parts_of(form, "allOf")]):
        yield "allOf", rule


def _idle(form: Schema) -> Iterator[tuple[str, str]]:
    for row in parts_of(form, "x-actions"):
        yield from (("", f"x-actions: {word}") for word in sorted(row.keys() - _BUTTON))
        if row.get("style", "primary") not in _STYLES:
            yield "", f"x-actions: style = {row['style']} ({', '.join(sorted(_STYLES))})"
    for row in parts_of(form, "x-files"):
        yield from (("", f"x-files: {word}") for word in sorted(row.keys() - _FILE))
    for name, field in fields_of_pages(form):
        yield from ((name, word) for word in _words_of_others(field))
        if GIVEN in field and "." not in name:
            yield name, GIVEN


def _words_of_others(field: Schema) -> Iterator[str]:
    """Give the words of a field that hold for fields of another kind."""
    kind, items = field.get("type"), field.get("items")
    if isinstance(kind, str):
        number = kind in {"integer", "number"} or field.get("format") == "decimal"
        yield from (word for word, of in _OF_TYPE.items() if word in field and kind != of)
        yield from (word for word in ("minimum", "maximum") if word in field and not number)
    chosen = "enum" in field or (isinstance(items, Mapping) and "enum" in items)
    if "x-labels" in field and not chosen:
        yield "x-labels"
    for word in _FLAGS:
        if not isinstance(field.get(word, False), bool):
            yield f"{word} = {field[word]} (true, false)"


def _empty_rules(form: Schema) -> Iterator[tuple[str, str]]:
    """Give the rules that ask for nothing, or hold always, so that `required` says the same."""
    for rule in parts_of(form, "allOf"):
        for part in ("if", "then"):
            said = rule.get(part)
            if isinstance(said, Mapping) and not said.get("required") and not fields_of(said):
                yield "allOf", f"{part} = {dict(said)}"


def _several(found: list[str]) -> list[str]:
    return [each for each, times in Counter(found).items() if times > 1]
