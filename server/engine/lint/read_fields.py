"""What the code of a process reads of a field, and whether it can do without."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self, TypeAlias

from server.form_shape import FieldType, field_type

Schema: TypeAlias = Mapping[str, object]
LONGEST: Final = 4000
"""Characters that code reads of a text, where it does not say otherwise."""
_JSON: Final[Mapping[FieldType, str]] = {
    FieldType.TEXT: "string",
    FieldType.CHOICE: "string",
    FieldType.DECIMAL: "string",
    FieldType.DATE: "string",
    FieldType.WHOLE: "integer",
    FieldType.TRUTH: "boolean",
}


class Asked(StrEnum):
    """Whether code can do without a field, and whether a page asks for it."""

    NEEDED = "needed"
    """Code refuses a form without it."""
    FREE = "free"
    """Code does without it; its page asks for it whenever it shows the form, or the row."""
    SOMETIMES = "sometimes"
    """Code does without it; it is not for every case, or not for every row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadField:
    """A field that code reads: a composite one by its widget, any other by its type.

    `choices` are all that it offers, None where that is said elsewhere or it offers none. `upon`:
    needed where another field of the form has one of these values. `coming`: a day after today.
    `longest`: so many characters at most.
    """

    type: FieldType
    widget: str = ""
    asked: Asked = Asked.FREE
    choices: frozenset[str] | None = None
    upon: tuple[str, frozenset[str]] | None = None
    coming: bool = False
    longest: int = LONGEST

    @property
    def needed(self) -> Self:
        """Give the same, which code refuses to do without."""
        return replace(self, asked=Asked.NEEDED)

    @property
    def sometimes(self) -> Self:
        """Give the same, which is not for every case or row."""
        return replace(self, asked=Asked.SOMETIMES)

    def needed_upon(self, field: str, *values: str) -> Self:
        """Give the same, which code needs where another field of the form has such a value."""
        return replace(self, upon=(field, frozenset(values)))

    @property
    def kind(self) -> str:
        """Name what it must be: its widget, its choices, or else its type."""
        if self.choices is not None:
            return ", ".join(sorted(self.choices))
        return self.widget or self.type.value

    def like(self, schema: Schema) -> bool:
        """Tell whether a field has its widget, or else its type in JSON."""
        if self.widget:
            return schema.get("x-widget") == self.widget
        return "x-widget" not in schema and schema.get("type") == _JSON[self.type]

    def fits(self, schema: Schema) -> bool:
        """Tell whether a field holds what code takes it for, and can be filled in."""
        if "type" not in schema or schema.get("readOnly"):
            return False
        if self.widget and schema.get("x-widget") != self.widget:
            return False
        listed = schema.get("enum")
        offered = frozenset(map(str, listed)) if isinstance(listed, list) else None
        return field_type(schema) is self.type and self.choices in {None, offered}


RowFields: TypeAlias = Mapping[str, ReadField]
"""What code reads of each row of a composite field."""


def composite(widget: str) -> ReadField:
    """Read a field that a widget of the package draws."""
    return ReadField(type=FieldType.COMPOSITE, widget=widget)


def one_of(values: frozenset[str] | type[StrEnum]) -> ReadField:
    """Read a choice between just these."""
    return ReadField(type=FieldType.CHOICE, choices=frozenset(map(str, values)))


def text(longest: int) -> ReadField:
    """Read a text of so many characters at most."""
    return ReadField(type=FieldType.TEXT, longest=longest)


TEXT: Final = ReadField(type=FieldType.TEXT)
CHOICE: Final = ReadField(type=FieldType.CHOICE)
"""A choice whose values are said by the form's `choices`."""
DECIMAL: Final = ReadField(type=FieldType.DECIMAL)
DAY: Final = ReadField(type=FieldType.DATE)
COMING_DAY: Final = ReadField(type=FieldType.DATE, coming=True)
WHOLE: Final = ReadField(type=FieldType.WHOLE)
TRUTH: Final = ReadField(type=FieldType.TRUTH)
