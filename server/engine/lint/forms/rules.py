"""What a rule of a form (allOf: if, then) says: fields there are, with values they take."""

from collections.abc import Iterator, Mapping
from typing import Final

from jsonschema_rs import Draft202012Validator

from server.engine.errors import Problem
from server.engine.lint.forms.fields import bounds, required
from server.form_shape import fields_of

PARTS: Final = ("if", "then")
Schema = Mapping[str, object]


def problems(file: str, form: Schema) -> Iterator[Problem]:
    """Refuse a rule that holds never, holds always unasked, or lets nothing pass where it holds."""
    listed = form.get("allOf")
    for rule in listed if isinstance(listed, list) else ():
        if isinstance(rule, Mapping):
            yield from _rule(file, form, rule)


def _rule(file: str, form: Schema, rule: Schema) -> Iterator[Problem]:
    known = fields_of(form)
    for part in PARTS:
        said = rule.get(part)
        if not isinstance(said, Mapping):
            yield _never(file, "allOf", f"{part} = —")
            continue
        yield from required(file, "", {**form, "required": said.get("required")})
        for name, narrowed in fields_of(said).items():
            if name not in known:
                yield _never(file, name, f"{part}: {name}")
                continue
            yield from _values(file, name, known[name], narrowed)
            if part == "then":
                yield from bounds(file, name, {**known[name], **narrowed}, known)


def _values(file: str, name: str, field: Schema, narrowed: Schema) -> Iterator[Problem]:
    """Refuse a value that the field never has."""
    several = narrowed.get("enum")
    values = [*(several if isinstance(several, list) else ())]
    values += [narrowed["const"]] if "const" in narrowed else []
    taken = Draft202012Validator(dict(field))
    for value in values:
        if not taken.is_valid(value):
            yield _never(file, name, f"{name} = {value}")


def _never(file: str, element: str, named: str) -> Problem:
    return Problem("FORM-RULE", element, {"named": named}, file)
