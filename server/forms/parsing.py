"""From a page's flat fields to one nested value, with a mistake where a field needs mending."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import cast

from server.forms import readings
from server.forms.form import Form, Json, Schema
from server.forms.mistakes import FieldMistake, FormMistake
from server.forms.outcome import unreasoned
from server.forms.validation import violations
from server.texts import mended, unprintable

__all__ = ["DuplicateField", "FieldMistake", "FieldRefused", "Parsed", "UnknownField"]

LONGEST_TEXT = 4000
LONGEST_NUMBER = 30
BOOLEANS = {("0",): False, ("1",): True, ("0", "1"): True}


class FieldRefused(Exception):
    """A post that no page of ours sends is refused as a whole; `path` is the first such field."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class UnknownField(FieldRefused):
    """The form has no such field, or it cannot be posted."""


class DuplicateField(FieldRefused):
    """A field that has one value came twice."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was posted: the value, every text as typed and mended, and what needs mending.

    The value leaves out empty fields, except those that may be null.
    """

    value: dict[str, Json]
    typed: Mapping[str, str]
    mistakes: tuple[FieldMistake, ...] = field(default=())


def known(form: Form, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what was typed, by field, mended but not read: a draft.

    Raises UnknownField and DuplicateField.
    """
    return {path: texts[-1] for path, texts in _gathered(form, pairs).items()}


def parse(form: Form, pairs: Iterable[tuple[str, str]]) -> Parsed:
    """Read and validate a post: names are JSON paths joined by dots.

    Raises UnknownField and DuplicateField; everything a person can mend is a mistake instead.
    """
    gathered = _gathered(form, pairs)
    value: dict[str, Json] = {}
    mistakes: list[FieldMistake] = []
    for path, texts in gathered.items():
        schema = cast("Schema", form.find(path))
        mistake = _unfit(path, texts[-1], schema)
        found = None if mistake else _reading(schema)(texts)
        if isinstance(found, Unreadable):
            mistake = FieldMistake(path, found.code)
        _place(value, path, None if mistake else cast("Json", found), schema)
        mistakes += [mistake] if mistake else []
    taken = {mistake.path for mistake in mistakes}
    mistakes += [m for m in _of_the_whole(form, value) if m.path not in taken]
    return Parsed(value, {path: texts[-1] for path, texts in gathered.items()}, tuple(mistakes))


def _of_the_whole(form: Form, value: Mapping[str, Json]) -> list[FieldMistake]:
    found, missing = violations(form, value), unreasoned(form, value)
    if missing and missing not in {mistake.path for mistake in found}:
        found.append(FieldMistake(missing, FormMistake.REASON_MISSING))
    return found


def routes(form: Form, value: Mapping[str, Json]) -> dict[str, Json]:
    """Return the fields that steer the process; nothing else reaches the engine."""
    return {
        name: value[name]
        for name, schema in form.fields.items()
        if schema.get("x-route") and name in value
    }


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is none of what its field asks for."""

    code: FormMistake


Reading = Callable[[tuple[str, ...]], "Json | Unreadable"]


def _gathered(form: Form, pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: dict[str, tuple[str, ...]] = {}
    for path, typed in pairs:
        gathered[path] = (*gathered.get(path, ()), mended(typed))
    for path, texts in gathered.items():
        schema = form.find(path)
        if schema is None or "object" in _types(schema):
            raise UnknownField(path)
        boolean = "boolean" in _types(schema)
        if (boolean and texts not in BOOLEANS) or (not boolean and len(texts) > 1):
            raise DuplicateField(path)
    return gathered


def _types(schema: Schema) -> frozenset[str]:
    kind = schema.get("type", "string")
    return frozenset(cast("list[str]", kind) if isinstance(kind, list) else {str(kind)})


def _unfit(path: str, typed: str, schema: Schema) -> FieldMistake | None:
    """Name a text that is too long, or the first character in it that nobody can see."""
    plain = "string" in _types(schema) and not schema.get("format")
    limit = cast("int", schema.get("maxLength", LONGEST_TEXT if plain else LONGEST_NUMBER))
    length = len(typed.strip())
    if length > limit:
        return FieldMistake(path, FormMistake.TOO_LONG, {"max": limit, "length": length})
    found = unprintable(typed)
    return FieldMistake(path, FormMistake.UNPRINTABLE, asdict(found)) if found else None


def _reading(schema: Schema) -> Reading:
    types, kind = _types(schema), schema.get("format")
    if "boolean" in types:
        return lambda texts: BOOLEANS[texts]
    if "integer" in types:
        return _either(readings.integer, FormMistake.NOT_INTEGER)
    if kind == "decimal":
        return _either(readings.decimal, FormMistake.NOT_DECIMAL)
    if kind == "date":
        return _either(readings.day, FormMistake.NOT_DATE)
    return lambda texts: texts[-1].strip() or None


def _either(read: Callable[[str], int | str | None], code: FormMistake) -> Reading:
    def reading(texts: tuple[str, ...]) -> "Json | Unreadable":
        if not texts[-1].strip():
            return None
        found = read(texts[-1])
        return Unreadable(code) if found is None else found

    return reading


def _place(value: dict[str, Json], path: str, found: Json, schema: Schema) -> None:
    """Set a field in the nested value, making the objects it stands in.

    An empty field is left out unless it may be null, but its row is there, so that what the row
    requires is found missing.
    """
    *parents, name = path.split(".")
    node = value
    for parent in parents:
        node = cast("dict[str, Json]", node.setdefault(parent, {}))
    if found is not None or "null" in _types(schema):
        node[name] = found
