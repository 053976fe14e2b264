"""Rules about forms: valid, closed, and unable to bring a reserved name into the process."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final, Never

from jsonschema_rs import Draft202012Validator, ValidationError

from server.engine.diagram.checks import nameable, read_form
from server.engine.diagram.drawing import Kind
from server.engine.errors import Problem
from server.engine.lint.forms import idle, read_by_code, rules
from server.engine.lint.forms.fields import problems as problems_of_fields
from server.engine.lint.forms.read_texts import read_texts
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.listing import listed
from server.form_shape import (
    ROUTABLE,
    FieldType,
    ReferenceRefused,
    field_type,
    fields_of,
    routed_columns,
    strange,
    written_out,
)
from server.form_shape.outcomes import REFUSE, RETURN, marked_outcomes, meanings
from server.texts import named_holes, unclosed

LARGEST: Final = 256 * 1024
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = Mapping[str, object]
_HOLE: Final = re.compile(r"\{[^{}]*\}")


def documents(files: Mapping[str, bytes]) -> dict[str, Schema]:
    """Give the forms that can be read, by file name, as they are written."""
    found: dict[str, Schema] = {}
    for name, data in files.items():
        if name.endswith(".json"):
            with suppress(ValueError):
                found[name] = _small(data)
    return found


def read(
    name: str, data: bytes, beside: Mapping[str, Schema] | None = None
) -> tuple[Schema | None, tuple[Problem, ...]]:
    """Give a form, where it can be read, and what is wrong with it on its own.

    `beside` are the forms it may refer to, by file name.
    """
    try:
        form = _small(data)
    except ValueError as error:
        return None, (Problem("FORM-JSON", name, {"error": str(error)}, name),)
    try:
        form = written_out(name, {**(beside or {}), name: form})
    except ReferenceRefused as refused:
        rule = "FORM-CYCLE" if refused.circular else "FORM-REF"
        return form, (Problem(rule, name, {"reference": refused.reference}, name),)
    mistake = _mistake(form)
    if mistake is not None:
        return form, (Problem("FORM-SCHEMA", name, {"error": mistake}, name),)
    return form, tuple(_problems(name, form))


def read_words(name: str, data: bytes) -> tuple[Problem, ...]:
    """Say why a file of English words is none: text to text, each once."""
    try:
        words = _small(data)
    except ValueError as error:
        return (Problem("WORDS", name, {"error": str(error)}, name),)
    strange = [key for key, value in words.items() if not isinstance(value, str)]
    if strange:
        return (Problem("WORDS", name, {"error": strange[0]}, name),)
    pairs = ((key, _holes(key), _holes(str(value))) for key, value in words.items())
    return tuple(
        Problem("WORDS-HOLE", name, {"text": key, "known": listed(wanted)}, name)
        for key, wanted, given in pairs
        if wanted != given
    )


def _holes(text: str) -> frozenset[str]:
    """Give the holes of a text, with the braces that make none."""
    return frozenset([*_HOLE.findall(text), *unclosed(text)])


def no_variables(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a field named like a variable of the process; a widget's rows never get there."""
    for task in draft.of_kind(Kind.USER):
        ids = {each.id for each in draft.drawing.elements if each.process == task.process}
        taken = (ids | draft.known.facts) - {task.id}
        for name, field in fields_of(draft.forms.get(task.form or "", {})).items():
            if name in taken and field_type(field) in ROUTABLE:
                file = f"{task.form}.json"
                yield Problem("FORM-VARIABLE", name, {"field": name}, file)


def product_forms(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a form that the product would take for its own by its name, and that is not."""
    each_of = {process.id: process.each for process in draft.drawing.processes}
    for task in draft.of_kind(Kind.USER):
        name = task.form or ""
        wanted, form = draft.known.product_forms.get(name), draft.forms.get(name)
        if wanted is None or form is None:
            continue
        each = each_of.get(task.process)
        fits = wanted.fits(fields_of(form), definition=draft.key, each=each)
        if not fits or wanted.role not in {"", task.role}:
            yield Problem("FORM-NAME", task.id, {"form": name, "definition": wanted.definition})
        elif (draft.key, each) == (wanted.definition, wanted.each):
            yield from read_by_code.judged(wanted, name, form)


def _small(data: bytes) -> Schema:
    if len(data) > LARGEST:
        raise ValueError(f"> {LARGEST} bytes")
    return read_form(data)


def _mistake(form: Schema) -> str | None:
    """Say why a form is no schema of this dialect that stands on its own; None where it is."""
    if form.get("$schema", DIALECT) != DIALECT:
        return f"$schema = {form.get('$schema')}"
    if (outside := _outside(form) or strange(form)) is not None:
        return outside
    try:
        Draft202012Validator(dict(form), retriever=_nowhere)
    except ValidationError as error:
        path = ".".join(["$", *map(str, error.instance_path)])
        return f"{path}: {error.message.splitlines()[0]}"
    except ValueError:
        return "nested too deep"
    return None


def _nowhere(uri: str) -> Never:
    """Fetch nothing, whatever a schema names."""
    raise ValueError(uri)


def _outside(node: object) -> str | None:
    """Give a reference that leads out of the file."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            for word in ("$ref", "$dynamicRef"):
                target = here.get(word)
                if isinstance(target, str) and not target.startswith("#"):
                    return f"{word}: {target}"
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
    return None


def _problems(file: str, form: Schema) -> Iterator[Problem]:
    if form.get("type") != "object" or not _closed(form):
        yield Problem("FORM-OPEN", file.removesuffix(".json"), {}, file)
    yield from _holes_in_texts(file, form)
    yield from _outcomes(file, form)
    yield from problems_of_fields(file, form)
    yield from rules.problems(file, form)
    yield from idle.problems(file, form)
    waiting = [("", name, field) for name, field in fields_of(form).items()]
    while waiting:
        above, name, field = waiting.pop(0)
        path = f"{above}{name}"
        yield from _field(file, path, field, nested=bool(above))
        if not nameable(name):
            yield Problem("FORM-FIELD", path, {"field": name}, file)
        for inside, rows in _inner(field):
            waiting.extend((f"{path}{inside}.", *each) for each in fields_of(rows).items())
            if rows.get("type") == "object" and not _closed(rows):
                yield Problem("FORM-OPEN", f"{path}{inside}", {}, file)


def _holes_in_texts(file: str, form: Schema) -> Iterator[Problem]:
    for owner, text in read_texts(form):
        for hole in named_holes(text):
            yield Problem("FORM-HOLE", owner or file.removesuffix(".json"), {"hole": hole}, file)


def _outcomes(file: str, form: Schema) -> Iterator[Problem]:
    """Refuse an outcome that is no choice, or a second one, and a reason that nothing asks for."""
    fields = fields_of(form)
    for number, name in enumerate(marked_outcomes(form)):
        said, known = fields[name]["x-outcome"], fields[name].get("enum")
        named = said if isinstance(said, dict) else {}
        if number or not isinstance(known, list) or not named.keys() <= {*map(str, known)}:
            yield Problem("FORM-OUTCOME", name, {"field": name}, file)
    back = [name for name, of in meanings(form).items() if of in {RETURN, REFUSE}]
    if back and marked_outcomes(form) and not _asks_why(form):
        yield Problem("FORM-WHY", file.removesuffix(".json"), {"value": back[0]}, file)
    reasoned = not {RETURN, REFUSE}.isdisjoint(meanings(form).values())
    for name, field in fields.items():
        if field.get("x-reason") and (field.get("type") != "string" or not reasoned):
            yield Problem("FORM-REASON", name, {"field": name}, file)


def _asks_why(form: Schema) -> bool:
    """Tell whether a form asks for a reason; a part of a package's own may ask for several."""
    fields = fields_of(form).values()
    return any(
        field.get("x-reason") or field_type(field) is FieldType.COMPOSITE for field in fields
    )


def _field(file: str, path: str, field: Schema, *, nested: bool) -> Iterator[Problem]:
    steers = field_type(field) in ROUTABLE or bool(routed_columns(field))
    if field.get("x-route") and (nested or not steers):
        yield Problem("FORM-ROUTE", path, {"field": path}, file)


def _inner(field: Schema) -> Iterator[tuple[str, Schema]]:
    """Give a field itself, its rows and its items: the places where objects stand."""
    yield "", field
    patterns = field.get("patternProperties")
    rows = list(patterns.values()) if isinstance(patterns, dict) else []
    for inner in (*rows, field.get("items")):
        if isinstance(inner, dict):
            yield from ((f".*{inside}", each) for inside, each in _inner(inner))


def _closed(schema: Schema) -> bool:
    return schema.get("additionalProperties", schema.get("unevaluatedProperties")) is False
