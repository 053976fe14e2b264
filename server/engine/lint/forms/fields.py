"""Rules about the fields of a form: what no page can draw or post, nobody can fill in."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.engine.errors import Problem
from server.engine.lint.forms import unfillable
from server.engine.lint.forms.unfillable import is_day, number
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.listing import listed
from server.form_shape import (
    COMMON,
    MOST_ROWS,
    OF_PARTIES,
    FieldType,
    field_type,
    fields_of,
    parts_of,
)

TODAY: Final = "today"
_PAIRS: Final = (("minimum", "maximum"), ("minLength", "maxLength"), ("minItems", "maxItems"))
_WIDGETS: Final[Mapping[str, frozenset[FieldType]]] = {
    **dict.fromkeys(("unit", "recipient"), frozenset({FieldType.PARTY})),
    **dict.fromkeys(("units", "recipients"), frozenset({FieldType.PARTIES})),
    "amount": frozenset({FieldType.AMOUNT}),
}
"""The widgets of every form, and what they are for; others are of a process's package."""
_IN_ROWS: Final = frozenset(FieldType) - {
    FieldType.ROWS, FieldType.COMPOSITE, FieldType.CHOICES, FieldType.PARTIES,
}  # fmt: skip
Schema = Mapping[str, object]


PAGE_NAMES: Final = frozenset({"csrf_token", "password"})
"""What every page that is posted says beside the form; names that begin with _ are its, too."""


def problems(file: str, form: Schema) -> Iterator[Problem]:
    """Name what of a form no page can draw or post."""
    if not file.startswith(COMMON):
        yield from _buttons(file, form)
    yield from required(file, "", form)
    for name, field in fields_of(form).items():
        if name in PAGE_NAMES:
            yield Problem("FORM-FIELD", name, {"field": name}, file)
        yield from _field(file, name, field, fields_of(form))


def widgets(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a widget that neither every form has nor the package of this process."""
    known = frozenset(draft.known.widgets.get(draft.key, {}).keys() | _WIDGETS.keys())
    for name, form in draft.forms.items():
        for field, schema in fields_of(form).items():
            widget = schema.get("x-widget", "")
            if widget and widget not in known:
                holes = {"field": field, "widget": str(widget), "known": listed(known)}
                yield Problem("FORM-WIDGET", field, holes, f"{name}.json")


def _buttons(file: str, form: Schema) -> Iterator[Problem]:
    rows, known = parts_of(form, "x-actions"), fields_of(form)
    if not rows:
        yield Problem("FORM-BUTTON", file.removesuffix(".json"), {"button": "x-actions = []"}, file)
    for row in rows:
        name, value = row.get("field"), row.get("value")
        choices = known.get(str(name), {}).get("enum")
        if not str(row.get("label") or "").strip():
            element = str(name or file.removesuffix(".json"))
            yield Problem("FORM-BUTTON", element, {"button": "label = —"}, file)
        if name and not (isinstance(choices, list) and value in choices):
            yield Problem("FORM-BUTTON", str(name), {"button": f"{name} = {value}"}, file)
    yield from _unpressed(file, rows, known)


def _unpressed(file: str, rows: list[Schema], known: Mapping[str, Schema]) -> Iterator[Problem]:
    """Refuse a choice without a button, where its field is drawn as buttons."""
    for name in dict.fromkeys(str(row["field"]) for row in rows if row.get("field")):
        pressed = [row.get("value") for row in rows if row.get("field") == name]
        choices = known.get(name, {}).get("enum")
        for value in choices if isinstance(choices, list) else ():
            if value not in pressed:
                yield Problem("FORM-CHOICE", name, {"field": name, "value": str(value)}, file)


def required(file: str, above: str, schema: Schema) -> Iterator[Problem]:
    """Refuse to need what is not asked for beside it."""
    needed, known = schema.get("required"), fields_of(schema)
    for name in needed if isinstance(needed, list) else ():
        if name not in known or known[name].get("readOnly"):
            yield Problem("FORM-REQUIRED", f"{above}{name}", {"field": f"{above}{name}"}, file)


def _field(file: str, path: str, field: Schema, beside: Mapping[str, Schema]) -> Iterator[Problem]:
    kind = field_type(field)
    if not _posted(field, kind):
        yield Problem("FORM-TYPE", path, {"field": path, "type": str(field.get("type"))}, file)
    fits = _WIDGETS.get(str(field.get("x-widget")))
    if fits is not None and kind not in fits:
        holes = {"field": path, "widget": str(field["x-widget"]), "known": listed(OF_PARTIES)}
        yield Problem("FORM-WIDGET", path, holes, file)
    yield from bounds(file, path, field, beside)
    yield from _labels(file, path, field, kind)
    if kind is FieldType.ROWS:
        yield from _rows(file, path, field)


def _labels(file: str, path: str, field: Schema, kind: FieldType | None) -> Iterator[Problem]:
    """Refuse choices without words, words for some alone, and for what cannot be chosen."""
    labels, items = field.get("x-labels"), field.get("items")
    of = items if kind is FieldType.CHOICES and isinstance(items, Mapping) else field
    choices = of.get("enum")
    if not isinstance(choices, list):
        return
    if labels is None and _texts(choices, apart=False):
        yield Problem("FORM-LABEL", path, {"field": path, "value": ", ".join(choices)}, file)
    elif isinstance(labels, Mapping):
        said = {str(value) for value, words in labels.items() if str(words).strip()}
        for value in sorted({*map(str, choices)} ^ said):
            yield Problem("FORM-LABEL", path, {"field": path, "value": value}, file)


def _rows(file: str, path: str, field: Schema) -> Iterator[Problem]:
    items = field.get("items")
    row = items if isinstance(items, Mapping) else {}
    yield from required(file, f"{path}.", row)
    for name, inner in fields_of(row).items():
        kind = field_type(inner)
        if kind is None or kind in _IN_ROWS:
            yield from _field(file, f"{path}.{name}", inner, fields_of(row))
        else:
            holes = {"field": f"{path}.{name}", "type": str(inner.get("type"))}
            yield Problem("FORM-TYPE", f"{path}.{name}", holes, file)


def _posted(field: Schema, kind: FieldType | None) -> bool:
    """Tell whether a page can ask for a field at all."""
    if field.get("readOnly"):
        return True
    items = field.get("items")
    choices = items if kind is FieldType.CHOICES and isinstance(items, Mapping) else field
    match kind:
        case None:
            return False
        case FieldType.COMPOSITE:
            return bool(field.get("x-widget"))
        case FieldType.ROWS:
            most = field.get("maxItems", MOST_ROWS)
            return isinstance(most, int) and 0 < most <= MOST_ROWS and _drawable(items)
        case FieldType.CHOICE | FieldType.CHOICES:
            return _texts(choices.get("enum"), apart=kind is FieldType.CHOICES)
        case _:
            return "enum" not in field


def _drawable(items: object) -> bool:
    return isinstance(items, Mapping) and bool(fields_of(items)) and "x-widget" not in items


def _texts(choices: object, *, apart: bool) -> bool:
    """Tell whether choices are texts; those of a list are told apart by white space."""
    several = choices if isinstance(choices, list) else []
    return bool(several) and all(
        isinstance(each, str) and each and not (apart and len(each.split()) != 1)
        for each in several
    )


def bounds(file: str, path: str, field: Schema, beside: Mapping[str, Schema]) -> Iterator[Problem]:
    """Refuse bounds that are none, or that nothing fits."""
    for word in ("x-min", "x-max"):
        if word in field and not _is_bound(field, field[word], beside):
            yield Problem(
                "FORM-BOUND", path, {"field": path, "bound": f"{word} = {field[word]}"}, file
            )
    for least, most in _PAIRS:
        low, high = number(field.get(least)), number(field.get(most))
        if low is not None and high is not None and low > high:
            holes = {"field": path, "bound": f"{least} = {low}, {most} = {high}"}
            yield Problem("FORM-BOUND", path, holes, file)
    for bound in unfillable.bounds(field):
        yield Problem("FORM-BOUND", path, {"field": path, "bound": bound}, file)


def _is_bound(field: Schema, bound: object, beside: Mapping[str, Schema]) -> bool:
    """Tell whether a day can be held against this: today, a day, or a day asked for beside it."""
    if field_type(field) is not FieldType.DATE or not isinstance(bound, str):
        return False
    if bound in beside:
        return field_type(beside[bound]) is FieldType.DATE and beside[bound] is not field
    return bound == TODAY or is_day(bound)
