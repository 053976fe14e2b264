"""What a person answered in a form, read field by field; a bad answer becomes a noted mistake.

The form's JSON Schema has checked the types before: a value of another type is a fault of the
program and raises Misshapen. Text comes back without white space around it.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self, TypeAlias, TypeVar

from server.domain.mistakes import Found, MistakeCode
from server.working_calendar import YEARS

FormValue: TypeAlias = Mapping[str, object]
Kind = TypeVar("Kind")
Choice = TypeVar("Choice", bound=StrEnum)

TEXT_LIMIT = 4000
"""Characters in a text field, as in the forms."""
EARLIEST = dt.date(YEARS[0], 1, 1)
"""A day before it is a slip, in the fields of a form as well."""
FURTHEST = dt.timedelta(days=3660)
"""How far ahead a coming date may lie."""
SYMBOL_LIMIT = 100
"""Characters in a document's number and symbol."""
_MEASURED = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_DECIMAL = re.compile(r"-?[0-9]{1,5}(\.[0-9]{1,9})?")


class Misshapen(TypeError):
    """A value is not of the type that the product's own form gives: another form was filled in."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One object of a form's value, with its path and the list that mistakes go to."""

    value: FormValue
    found: Found
    path: str = ""

    @classmethod
    def of(cls, value: FormValue) -> Self:
        """Start reading a whole form."""
        return cls(value, Found())

    def mistake(self, name: str, code: MistakeCode, **params: object) -> None:
        """Note a mistake at a field of this object."""
        self.found.add(self._path(name), code, **params)

    def under(self, name: str) -> Self:
        """Go into a field that is an object; an absent one reads as empty."""
        inner = self.value.get(name, {})
        if not isinstance(inner, Mapping):
            raise self._mistyped(name, "an object")
        return type(self)(inner, self.found, self._path(name))

    def rows(self, expected: Iterable[str]) -> Iterator[tuple[str, Self]]:
        """Go through the rows a form must have, in their order; any other is a mistake."""
        names = tuple(expected)
        for name in self.value:
            if name not in names:
                self.mistake(name, MistakeCode.UNKNOWN_ROW)
        for name in names:
            yield name, self.under(name)

    def text(self, name: str, limit: int = TEXT_LIMIT) -> str:
        """Read a text; empty where it is absent."""
        text = (self._typed(name, str) or "").strip()
        if len(text) > limit:
            self.mistake(name, MistakeCode.TEXT_TOO_LONG, limit=limit)
        return text

    def only_text(self, name: str) -> str:
        """Read the one text there is to read; raises Mistakes."""
        text = self.text(name)
        self.found.refuse()
        return text

    def needed_text(
        self,
        name: str,
        missing: MistakeCode = MistakeCode.TEXT_MISSING,
        limit: int = TEXT_LIMIT,
    ) -> str:
        """Read a text that must be there."""
        text = self.text(name, limit)
        if not text:
            self.mistake(name, missing)
        return text

    def reason(self, name: str = "reason") -> str:
        """Read a reason that must be there."""
        return self.needed_text(name, MistakeCode.REASON_MISSING)

    def truth(self, name: str) -> bool:
        """Read a tick; an absent one is not set."""
        return self._typed(name, bool) or False

    def choice(self, name: str, kind: type[Choice]) -> Choice | None:
        """Read one of several choices that must be made; None after a mistake."""
        text = self._typed(name, str) or ""
        if text in frozenset(kind):
            return kind(text)
        self.mistake(name, MistakeCode.CHOICE_UNKNOWN if text else MistakeCode.CHOICE_MISSING)
        return None

    def count(self, name: str) -> int:
        """Read a whole number of things that must be there; 0 after a mistake."""
        number = self._typed(name, int)
        if number is None or isinstance(number, bool):
            self.mistake(name, MistakeCode.NUMBER_MISSING)
            return 0
        if number < 0:
            self.mistake(name, MistakeCode.NUMBER_NEGATIVE)
        return max(number, 0)

    def decimal(self, name: str) -> Decimal | None:
        """Read a decimal written as text; None where it is empty or after a mistake."""
        text = (self._typed(name, str) or "").strip()
        if text and not _DECIMAL.fullmatch(text):
            self.mistake(name, MistakeCode.POINTS_NOT_A_NUMBER)
            return None
        return Decimal(text) if text else None

    def measured(self, name: str) -> Decimal | None:
        """Read what was counted or measured: not negative, 12 digits and 4 decimals at most.

        None where it is empty or after a mistake.
        """
        text = (self._typed(name, str) or "").strip()
        if text and not _MEASURED.fullmatch(text):
            self.mistake(name, MistakeCode.MEASURE_MALFORMED)
            return None
        return Decimal(text) if text else None

    def date(self, name: str, today: dt.date) -> dt.date:
        """Read the date of something that has happened; `today` after a mistake."""
        day = self._date(name)
        if day is not None and day > today:
            self.mistake(name, MistakeCode.DATE_IN_FUTURE, today=today.isoformat())
        return day or today

    def coming_date(self, name: str, today: dt.date) -> dt.date:
        """Read a date that is still to come, within ten years; `today` after a mistake."""
        day = self._date(name)
        if day is not None and day <= today:
            self.mistake(name, MistakeCode.DATE_NOT_IN_FUTURE, today=today.isoformat())
        if day is not None and day > today + FURTHEST:
            self.mistake(name, MistakeCode.DATE_TOO_FAR, latest=(today + FURTHEST).isoformat())
        return day or today

    def ticked(self, expected: Collection[str], name: str) -> tuple[str, ...]:
        """Return the rows whose field is ticked, in the order of `expected`."""
        return tuple(row for row, answers in self.rows(expected) if answers.truth(name))

    def _date(self, name: str) -> dt.date | None:
        text = self._typed(name, str) or ""
        if not text:
            self.mistake(name, MistakeCode.DATE_MISSING)
            return None
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            self.mistake(name, MistakeCode.DATE_MALFORMED)
            return None
        if day < EARLIEST:
            self.mistake(name, MistakeCode.DATE_TOO_EARLY, min=EARLIEST.isoformat())
        return day

    def _typed(self, name: str, kind: type[Kind]) -> Kind | None:
        value = self.value.get(name)
        if value is None or isinstance(value, kind):
            return value
        raise self._mistyped(name, kind.__name__)

    def _mistyped(self, name: str, wanted: str) -> Misshapen:
        return Misshapen(f"{self._path(name)} is not {wanted}")

    def _path(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name
