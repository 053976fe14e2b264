"""Fields of a bloc-year's tables as a form: what they are, shown, and read again.

A field knows its place within its table; what a table has beside the fields of its form stays.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeAlias

from server.domain.refusals import NotADay
from server.domain.texts.typed_text import CharacterRefused
from server.texts import mended, unprintable
from server.web.bloc_parts.typed_numbers import (
    UnreadableField,
    number_of,
    quota_row,
    quota_text,
)
from server.web.frame.formats import day, number
from server.web.refusals.refusals import sentence
from server.web.requests.typed_values import read_day
from server.web.words.catalogue import gettext as _
from server.web.words.language import language

Item: TypeAlias = Mapping[str, Any]
Typed: TypeAlias = Mapping[str, Sequence[str]]
"""What was typed, by the name of the field within its form."""
LONGEST: Final = 2000


class FieldKind(StrEnum):
    """How a field is typed."""

    TEXT = "text"
    WORDS = "words"
    """In Vietnamese, and in English where there is any."""
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole"
    YEAR = "year"
    """A whole number without a sign between thousands."""
    NUMBERS = "numbers"
    """Several, with semicolons between."""
    CHOICE = "choice"
    CHOICE_OR_NUMBER = "choice_or_number"
    """One of the choices, or a number in their place."""
    FLAG = "flag"
    YES_NO = "yes_no"
    """One of two choices, `true` and `false`."""
    PICKS = "picks"
    """Some of the choices, in their order."""
    QUOTA = "quota"
    """Rows of how many units may be proposed by the size of the bloc: `1-10: 1; 11-2000: 2`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: where it stands in its table, what it is called, how it is typed."""

    path: tuple[str, ...]
    label: str
    kind: FieldKind = FieldKind.TEXT
    choices: Mapping[str, str] = field(default_factory=dict)
    """What may be chosen; of a text, what is offered."""
    hint: str = ""
    or_number: str = ""
    """What the number is called that may stand in place of a choice."""
    nothing: str = ""
    """What choosing nothing means, where it means something."""
    row: str = ""
    """What the row is called that the field is of."""

    @property
    def name(self) -> str:
        """The name of the field within its table, as mistakes write it; rows count from 1."""
        steps = (f"[{int(key) + 1}]" if key.isdigit() else f".{key}" for key in self.path)
        return "".join(steps).removeprefix(".")

    @property
    def said(self) -> str:
        """What the field is called among all of its form."""
        return f"{self.row}, {self.label}" if self.row else self.label


def value_at(item: Item, path: Sequence[str]) -> object:
    """Return what stands at a path, a number in it being a row from 0; None for nothing."""
    found: object = item
    for key in path:
        match found:
            case Mapping():
                found = found.get(key)
            case list() if key.isdigit() and int(key) < len(found):
                found = found[int(key)]
            case _:
                return None
    return found


def said(words: object) -> str:
    """Say words of a document in the reader's language; nothing for what is none."""
    if isinstance(words, Mapping):
        own = words.get("en") if language() == "en" else ""
        return str(own or words.get("vi", ""))
    return "" if words is None else str(words)


def shown(item: Item, each: FormField) -> Sequence[str]:
    """Say a field as it is typed: one text, two for words in both languages, some for picks."""
    value = value_at(item, each.path)
    match each.kind:
        case FieldKind.WORDS:
            if isinstance(value, Mapping):
                return [str(value.get("vi", "")), str(value.get("en", ""))]
            return ["" if value is None else str(value), ""]
        case FieldKind.PICKS | FieldKind.NUMBERS if isinstance(value, list):
            texts = [number(v) if isinstance(v, int | Decimal) else str(v) for v in value]
            return texts if each.kind is FieldKind.PICKS else ["; ".join(texts)]
        case FieldKind.FLAG:
            return ["true"] if value is True else []
        case FieldKind.QUOTA if isinstance(value, list):
            return ["; ".join(map(quota_text, value))]
        case _:
            return [str(value) if each.kind is FieldKind.YEAR and value else _text(value)]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return number(value)
        case date():
            return day(value)
        case _:
            return str(value)


def read(item: Item, fields: Collection[FormField], typed: Typed) -> tuple[Item, Mapping[str, str]]:
    """Put what was typed into a table; returns it, and what is wrong by the field's name.

    A field left empty goes, and a table or row that has nothing left with it.
    """
    wrong: dict[str, str] = {}
    for each in fields:
        texts = [mended(text).strip()[:LONGEST] for text in typed.get(each.name, ())]
        if texts == [text.strip() for text in shown(item, each)]:
            continue  # as it was, also where it is written in a way this form does not know
        try:
            _check_characters(texts)
            item = with_value(item, each.path, _value(each, texts))
        except UnreadableField as refused:
            wrong[each.name] = refused.text
    return (item, wrong) if wrong else (_without_empty_rows(item, fields), wrong)


def _check_characters(texts: Sequence[str]) -> None:
    for text in texts:
        if found := unprintable(text):
            refusal = CharacterRefused(found.code, found.line, found.place, found.before)
            raise UnreadableField(sentence(refusal))


def with_value(item: Item, path: Sequence[str], value: object) -> Item:
    """Put a value at a path, or take it out where it is None; what is empty then goes too."""
    key, *rest = path
    if rest:
        value = _within(item.get(key), rest, value)
    if value is None:
        return {name: each for name, each in item.items() if name != key}
    return {**item, key: value}


def _within(inner: object, path: Sequence[str], value: object) -> object:
    """Put a value within a table or a row; rows keep their places, also where they are empty."""
    if not path[0].isdigit():
        return with_value(inner if isinstance(inner, Mapping) else {}, path, value) or None
    rows, n = list(inner) if isinstance(inner, list) else [], int(path[0])
    rows += [{} for _ in range(n + 1 - len(rows))]
    rows[n] = with_value(rows[n], path[1:], value)
    return rows


def _without_empty_rows(item: Item, fields: Collection[FormField]) -> Item:
    """Leave out the rows of these fields that have nothing left."""
    for path in {each.path[:1] for each in fields if each.row}:
        found = value_at(item, path)
        if isinstance(found, list):
            item = with_value(item, path, [row for row in found if row] or None)
    return item


def left_alone(item: Item, fields: Collection[FormField], beside: Collection[str]) -> list[str]:
    """Name what a table has and its form does not show; `beside` are keys shown elsewhere."""
    known = {each.path for each in fields}
    return sorted(
        ".".join(path)
        for path in _paths(item)
        if path[0] not in beside and not any(path[: len(each)] == each for each in known)
    )


def _paths(item: Item, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in item.items():
        if isinstance(value, Mapping):
            yield from _paths(value, (*above, key))
        elif isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
            for n, row in enumerate(value):
                yield from _paths(row, (*above, key, str(n)))
        else:
            yield (*above, key)


def _value(each: FormField, texts: Sequence[str]) -> object:
    """Read what was typed; None for nothing. Raises UnreadableField."""
    if each.kind is FieldKind.PICKS:
        return [text for text in texts if text in each.choices] or None
    if each.kind is FieldKind.CHOICE_OR_NUMBER:
        return _choice_or_number(each, [text for text in texts if text])
    return _READERS[each.kind](texts) if any(texts) else None


def _choice_or_number(each: FormField, texts: Sequence[str]) -> object:
    match texts:
        case []:
            return None
        case [text]:
            return text if text in each.choices else number_of(text, whole=False)
        case _:
            raise UnreadableField(_("Chọn một mục hoặc ghi một số, không cả hai."))


def _words(texts: Sequence[str]) -> object:
    first, *more = texts
    return {"vi": first, "en": more[0]} if any(more) else first


def _quota(texts: Sequence[str]) -> object:
    return [quota_row(text) for text in _parted(texts[0])]


def _numbers(texts: Sequence[str]) -> object:
    return [number_of(text, whole=False) for text in _parted(texts[0])]


def _parted(text: str) -> Sequence[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except NotADay as refusal:
        raise UnreadableField(sentence(refusal)) from None


_READERS: Final[Mapping[FieldKind, Callable[[Sequence[str]], object]]] = {
    FieldKind.TEXT: lambda texts: texts[0],
    FieldKind.WORDS: _words,
    FieldKind.DAY: lambda texts: _day(texts[0]),
    FieldKind.NUMBER: lambda texts: number_of(texts[0], whole=False),
    FieldKind.WHOLE: lambda texts: number_of(texts[0], whole=True),
    FieldKind.YEAR: lambda texts: number_of(texts[0], whole=True),
    FieldKind.NUMBERS: _numbers,
    FieldKind.CHOICE: lambda texts: texts[0],
    FieldKind.FLAG: lambda texts: texts[0] == "true" or None,
    FieldKind.YES_NO: lambda texts: texts[0] == "true",
    FieldKind.QUOTA: _quota,
}
