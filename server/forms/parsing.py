"""From a page's flat fields to one nested value, with a mistake where a field needs mending."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import cast

from server.form_shape import (
    FieldType,
    field_type,
    members_widget,
    routed_columns,
    routed_fields,
)
from server.forms import readings
from server.forms.context import NO_CONTEXT, FormContext
from server.forms.form import Form, Json, PostedField, Schema
from server.forms.gathering import BOOLEANS, Texts, UnknownField, gathered
from server.forms.mistakes import FieldMistake, FormMistake
from server.forms.outcome import unreasoned
from server.forms.validation import violations
from server.texts import unprintable

LONGEST_TEXT = 4000
LONGEST_SHORT = 30
"""Of a number so many digits; the signs that group them do not count."""
NUMBERS = frozenset({FieldType.WHOLE, FieldType.AMOUNT, FieldType.DECIMAL})
LONGEST_LIST = 100_000
LIMITS = {
    FieldType.TEXT: LONGEST_TEXT,
    FieldType.CHOICE: LONGEST_TEXT,
    FieldType.PARTY: LONGEST_TEXT,
    FieldType.CHOICES: LONGEST_LIST,
    FieldType.PARTIES: LONGEST_LIST,
}


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
    return {path: texts[-1] for path, texts in gathered(form, pairs).items()}


def parse(
    form: Form, pairs: Iterable[tuple[str, str]], context: FormContext = NO_CONTEXT
) -> Parsed:
    """Read and validate a post: names are JSON paths joined by dots.

    Raises UnknownField and DuplicateField; everything a person can mend is a mistake instead.
    """
    posted = gathered(form, pairs)
    value: dict[str, Json] = {}
    mistakes: list[FieldMistake] = []
    for path, texts in posted.items():
        posted_field = form.posted(path)
        if posted_field is None:
            raise UnknownField(path)
        mistake = _unfit(path, texts[-1], posted_field)
        found = None if mistake else _reading(posted_field, context)(texts)
        if isinstance(found, Unreadable):
            mistake = FieldMistake(path, found.code, found.params)
        _place(value, path, None if mistake else cast("Json", found), posted_field.schema)
        mistakes += [mistake] if mistake else []
    for name in form.rows & value.keys():
        value[name] = list(cast("dict[str, Json]", value[name]).values())
    taken = {mistake.path for mistake in mistakes}
    mistakes += [m for m in _of_the_whole(form, value, context) if m.path not in taken]
    return Parsed(value, {path: texts[-1] for path, texts in posted.items()}, tuple(mistakes))


def _of_the_whole(
    form: Form, value: Mapping[str, Json], context: FormContext
) -> list[FieldMistake]:
    found, missing = violations(form, value, context), unreasoned(form, value)
    if missing and missing not in {mistake.path for mistake in found}:
        found.append(FieldMistake(missing, FormMistake.REASON_MISSING))
    return found


def routes(form: Form, value: Mapping[str, Json]) -> dict[str, Json]:
    """Return the fields that steer the process; nothing else reaches the engine."""
    asked = routed_fields(form.schema).items()
    return {name: _routed(schema, value[name]) for name, schema in asked if name in value}


def _routed(schema: Mapping[str, object], value: Json) -> Json:
    """Leave of rows what may steer the process."""
    if field_type(schema) is not FieldType.ROWS or not isinstance(value, list):
        return value
    names = routed_columns(schema)
    return [
        {name: row[name] for name in names if name in row} for row in value if isinstance(row, dict)
    ]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is none of what its field asks for."""

    code: FormMistake
    params: Mapping[str, int | str] = field(default_factory=dict)


Reading = Callable[[Texts], "Json | Unreadable"]


def _unfit(path: str, typed: str, posted: PostedField) -> FieldMistake | None:
    """Name a text that is too long, or the first character in it that nobody can see."""
    usual = LIMITS.get(posted.type, LONGEST_SHORT)
    limit = cast("int", posted.schema.get("maxLength", usual))
    length = len(typed.strip())
    if posted.type in NUMBERS and length <= readings.LONGEST:
        length = sum(map(str.isdigit, typed))
    if length > limit:
        return FieldMistake(path, FormMistake.TOO_LONG, {"max": limit, "length": length})
    found = unprintable(typed)
    return FieldMistake(path, FormMistake.UNPRINTABLE, asdict(found)) if found else None


def _reading(posted: PostedField, context: FormContext) -> Reading:
    if posted.type is FieldType.PARTIES:
        widget = members_widget(posted.schema)
        return lambda texts: cast("Json", context.chosen(widget, texts[-1])) or None
    if posted.type in NUMBERS:
        return _number(posted.type, context.language)
    return _READINGS.get(posted.type, lambda texts: texts[-1].strip() or None)


def _number(kind: FieldType, language: str) -> Reading:
    """Read a number as the page's language writes it; a decimal is kept as a text, as it is."""

    def reading(texts: Texts) -> "Json | Unreadable":
        if not texts[-1].strip():
            return None
        found = readings.read_number(texts[-1], language)
        if isinstance(found, readings.Ambiguous):
            return _two_numbers(found, texts[-1].strip(), language)
        if kind is not FieldType.DECIMAL:
            return _whole(found)
        none = Unreadable(FormMistake.NOT_DECIMAL)
        return none if found is None else readings.canonical_number(found)

    return reading


def _two_numbers(found: readings.Ambiguous, typed: str, language: str) -> Unreadable:
    both = {"thousands": found.thousands, "fraction": found.fraction}
    written = {name: readings.number_text(each, language) for name, each in both.items()}
    return Unreadable(FormMistake.AMBIGUOUS_NUMBER, {"typed": typed, **written})


def _whole(number: Decimal | None) -> "Json | Unreadable":
    """Keep a whole number; beyond what JSON holds exactly, it would not be the one typed."""
    if number is None or number != int(number):
        return Unreadable(FormMistake.NOT_INTEGER)
    if abs(number) > readings.LARGEST:
        return Unreadable(FormMistake.TOO_LARGE, {"max": readings.LARGEST})
    return int(number)


def _day(texts: Texts) -> "Json | Unreadable":
    if not texts[-1].strip():
        return None
    found = readings.day(texts[-1])
    return Unreadable(FormMistake.NOT_DATE) if found is None else found


def _place(value: dict[str, Json], path: str, found: Json, schema: Schema) -> None:
    """Set a field in the nested value, making the objects it stands in.

    An empty field is left out unless it may be null, but its row is there, so that what the row
    requires is found missing.
    """
    *parents, name = path.split(".")
    node = value
    for parent in parents:
        node = cast("dict[str, Json]", node.setdefault(parent, {}))
    types = schema.get("type")
    if found is not None or (isinstance(types, list) and "null" in types):
        node[name] = found


_READINGS: Mapping[FieldType, Reading] = {
    FieldType.TRUTH: lambda texts: BOOLEANS[texts],
    FieldType.DATE: _day,
    FieldType.CHOICES: lambda texts: cast("Json", texts[-1].split()) or None,
}
