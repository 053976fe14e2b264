"""Reading one TOML table field by field, noting every mistake and going on.

A field with a mistake reads as a stand-in of its type, so that the rest is read too; nothing of it
is used, for a file with one mistake is refused as a whole.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from re import Pattern
from typing import TypeVar

from server.domain.canonical import decimal_text
from server.domain.texts.words import Words
from server.domain.toml_file.line_index import LineIndex, Path
from server.domain.toml_file.mistakes import FileCode, FileMistake, ReadingCode, field_name
from server.texts import mended, unprintable
from server.working_calendar import YEARS

Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")

NAME, SHORT, LONG = 300, 80, 2000
BREAKS = "\n\t"
SHOWN = 80  # characters of a wrong value that a message repeats


class Notes:
    """The mistakes found so far, and which fields have one."""

    def __init__(self, lines: LineIndex) -> None:
        """Begin with none; `lines` says where a field stands."""
        self._lines = lines
        self._found: list[FileMistake] = []
        self._paths: set[Path] = set()
        self.unread: list[Path] = []
        """Fields that are written and say nothing there: no mistake, but what a linter names."""

    def add(self, path: Path, code: FileCode, /, **values: str) -> None:
        """Note a mistake at a field."""
        short = tuple((name, value[:LONG]) for name, value in values.items())
        self._found.append(FileMistake(self.line(path), field_name(path), code, short))
        self._paths.add(path)

    def line(self, path: Path) -> int:
        """Return the line on which a field stands."""
        return self._lines.line(path)

    def touch(self, *path: str | int) -> bool:
        """Tell whether a mistake was noted at a field or inside it."""
        return any(noted[: len(path)] == path for noted in self._paths)

    def all(self) -> tuple[FileMistake, ...]:
        """Return the mistakes in the order of the file."""
        return tuple(sorted(self._found, key=lambda mistake: (mistake.line, mistake.field)))


class Table:
    """One table of the file, at a path."""

    def __init__(self, data: Mapping[str, object], path: Path, notes: Notes) -> None:
        """Hold a table; fields are asked for by name, and `close` reports what nobody asked for."""
        self._data = data
        self._asked: set[str] = set()
        self.path = path
        self.notes = notes

    def note(self, key: str, code: FileCode, /, **values: str) -> None:
        """Note a mistake at a field of this table."""
        self.notes.add((*self.path, key), code, **values)

    def has(self, key: str) -> bool:
        """Tell whether a field is there; asking makes it a known field."""
        self._asked.add(key)
        return key in self._data

    def is_number(self, key: str) -> bool:
        """Tell whether a field is there and is a number, where it may also be a word."""
        return self.has(key) and type(self._data[key]) in {int, Decimal}

    def optional(self, key: str, read: Callable[[str], T]) -> T | None:
        """Read a field with one of the methods below, or None where it is not there."""
        return read(key) if self.has(key) else None

    def text(self, key: str, limit: int = NAME, breaks: str = BREAKS) -> str:
        """Read a text, not empty, in composed Unicode (NFC): one line, unless `breaks` has less."""
        value = self._take(key, "text", str)
        return "" if value is None else self._printed((*self.path, key), value, limit, breaks)

    def words(self, key: str, limit: int = NAME) -> Words:
        """Read a text in Vietnamese alone, or a table with `vi` and, if there is one, `en`."""
        value = self._value(key, "words", (str, dict))
        if isinstance(value, dict):
            inner = Table(value, (*self.path, key), self.notes)
            words = Words(
                inner.text("vi", limit), inner.text("en", limit) if inner.has("en") else ""
            )
            inner.close()
            return words
        return Words(self._checked(key, value, limit) if isinstance(value, str) else "")

    def identifier(self, key: str, pattern: Pattern[str], example: str) -> str:
        """Read an id; `example` shows its form to whoever got it wrong."""
        value = self.text(key, LONG)
        if value and not pattern.fullmatch(value):
            self.note(key, ReadingCode.BAD_ID, value=value[:SHOWN], pattern=example)
        return value

    def integer(self, key: str, low: int, high: int) -> int:
        """Read a whole number within bounds, both included."""
        value = self._take(key, "integer", int)
        if value is None:
            return low
        if not low <= value <= high:
            self.note(
                key, ReadingCode.OUT_OF_RANGE, value=_shown(value), low=str(low), high=str(high)
            )
        return value

    def decimal(self, key: str, low: Decimal, high: Decimal, places: int = 2) -> Decimal:
        """Read a number within bounds, both included, with at most so many decimals."""
        found = self._value(key, "number", (int, Decimal))
        if not isinstance(found, int | Decimal):
            return low
        return self._bounded((*self.path, key), found, low, high, places)

    def decimals(self, key: str, low: Decimal, high: Decimal, places: int) -> tuple[Decimal, ...]:
        """Read a list of such numbers, not empty, each at most once."""
        values: list[Decimal] = []
        for number, item in enumerate(self._list(key)):
            path = (*self.path, key, number)
            if type(item) not in {int, Decimal} or not isinstance(item, int | Decimal):
                self.notes.add(path, ReadingCode.WRONG_TYPE, expected="number")
                continue
            value = self._bounded(path, item, low, high, places)
            if value in values and not self.notes.touch(*path):
                self.notes.add(path, ReadingCode.REPEATED_VALUE, value=decimal_text(value))
            values.append(value)
        return tuple(values)

    def flag(self, key: str) -> bool:
        """Read true or false."""
        return bool(self._take(key, "flag", bool))

    def flag_or_no(self, key: str) -> bool:
        """Read true or false, false where it is not written."""
        return self.flag(key) if self.has(key) else False

    def day(self, key: str) -> dt.date:
        """Read a day, without a time."""
        found = self._take(key, "date", dt.date)
        if found is not None and found.year not in YEARS:
            self.note(key, ReadingCode.YEAR_ABSURD, first=str(YEARS[0]), last=str(YEARS[-1]))
        return found or dt.date.min

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """Read one of an enumeration's values."""
        value = self._take(key, "text", str)
        first = next(iter(kind))
        return first if value is None else self._chosen((*self.path, key), value, kind) or first

    def choices(self, key: str, kind: type[Choice]) -> tuple[Choice, ...]:
        """Read a list of an enumeration's values, not empty, each at most once."""
        found: list[Choice] = []
        for number, item in enumerate(self._list(key)):
            path = (*self.path, key, number)
            if not isinstance(item, str):
                self.notes.add(path, ReadingCode.WRONG_TYPE, expected="text")
            elif choice := self._chosen(path, item, kind):
                if choice in found:
                    self.notes.add(path, ReadingCode.REPEATED_VALUE, value=item)
                found.append(choice)
        return tuple(found)

    def table(self, key: str) -> "Table":
        """Read a table inside this one; a missing one is noted once and reads as empty."""
        value = self._take(key, "table", dict)
        return Table(value, (*self.path, key), self.notes) if value is not None else _Nothing(self)

    def tables(self, key: str) -> list["Table"]:
        """Read a list of tables, not empty."""
        found = []
        for number, item in enumerate(self._list(key)):
            path = (*self.path, key, number)
            if isinstance(item, dict):
                found.append(Table(item, path, self.notes))
            else:
                self.notes.add(path, ReadingCode.WRONG_TYPE, expected="table")
        return found

    def inside(self, key: str) -> "Table":
        """Read a table that may be missing, which is an empty one."""
        return self.table(key) if self.has(key) else Table({}, (*self.path, key), self.notes)

    def named_tables(self, key: str, pattern: Pattern[str], example: str) -> dict[str, "Table"]:
        """Read a table of tables, each under a name of its own; a missing one is empty."""
        around = self.inside(key)
        return {name: around.table(name) for name in around.names(pattern, example)}

    def names(self, pattern: Pattern[str], example: str) -> tuple[str, ...]:
        """Return the names of all fields, which this file may choose itself within a pattern."""
        self._asked |= self._data.keys()
        for name in self._data:
            if not pattern.fullmatch(name):
                self.note(name, ReadingCode.BAD_ID, value=name[:SHOWN], pattern=example)
        return tuple(self._data)

    def texts(self, key: str, limit: int = NAME) -> tuple[str, ...]:
        """Read a list of texts, which may be empty or missing, each at most once."""
        found: list[str] = []
        for number, item in enumerate(self._take(key, "list", list) or () if self.has(key) else ()):
            path = (*self.path, key, number)
            if not isinstance(item, str):
                self.notes.add(path, ReadingCode.WRONG_TYPE, expected="text")
                continue
            if item in found:
                self.notes.add(path, ReadingCode.REPEATED_VALUE, value=item)
            found.append(self._printed(path, item, limit))
        return tuple(found)

    def plain(self, key: str) -> object:
        """Return a field as it stands, whatever it is; None where it is not there."""
        return self._data[key] if self.has(key) else None

    def close(self) -> None:
        """Note every field that nobody asked for."""
        for key in self._data.keys() - self._asked:
            known = ", ".join(sorted(self._asked))
            self.note(key, ReadingCode.UNKNOWN_KEY, key=key[:SHOWN], known=known)

    def _take(self, key: str, expected: str, kind: type[T]) -> T | None:
        value = self._value(key, expected, (kind,))
        return value if isinstance(value, kind) else None

    def _value(self, key: str, expected: str, kinds: tuple[type, ...]) -> object:
        if not self.has(key):
            self.note(key, ReadingCode.MISSING_KEY, key=key)
            return None
        value = self._data[key]
        if type(value) in kinds:  # exactly: true is no number, a date with a time no day
            return value
        self.note(key, ReadingCode.WRONG_TYPE, expected=expected)
        return None

    def _bounded(
        self, path: Path, found: int | Decimal, low: Decimal, high: Decimal, places: int
    ) -> Decimal:
        value = Decimal(found)
        if not value.is_finite() or not low <= value <= high:
            bounds = {"low": decimal_text(low), "high": decimal_text(high)}
            self.notes.add(path, ReadingCode.OUT_OF_RANGE, value=_shown(found), **bounds)
            return low
        if value != round(value, places):
            holes = {"value": _shown(found), "places": str(places)}
            self.notes.add(path, ReadingCode.TOO_MANY_DECIMALS, **holes)
        return value

    def _list(self, key: str) -> list[object]:
        value = self._take(key, "list", list)
        if value == []:
            self.note(key, ReadingCode.LIST_EMPTY)
        return value or []

    def _checked(self, key: str, value: str, limit: int) -> str:
        return self._printed((*self.path, key), value, limit)

    def _printed(self, path: Path, value: str, limit: int, breaks: str = BREAKS) -> str:
        value = mended(value).strip()
        if not value:
            self.notes.add(path, ReadingCode.TEXT_EMPTY)
        elif len(value) > limit:
            holes = {"length": str(len(value)), "limit": str(limit)}
            self.notes.add(path, ReadingCode.TEXT_TOO_LONG, **holes)
        elif any(each in value for each in breaks):
            self.notes.add(path, ReadingCode.TEXT_LINES)
        elif found := unprintable(value):
            holes = {"code": found.code, "place": str(found.place)}
            self.notes.add(path, ReadingCode.TEXT_UNPRINTABLE, **holes)
        return value

    def _chosen(self, path: Path, value: str, kind: type[Choice]) -> Choice | None:
        known = {choice.value: choice for choice in kind}
        if value not in known:
            self.notes.add(
                path, ReadingCode.UNKNOWN_VALUE, value=value[:SHOWN], known=", ".join(known)
            )
        return known.get(value)


class _Nothing(Table):
    """Stands in for a table that is missing, which is one mistake and not one a field."""

    def __init__(self, around: Table) -> None:
        super().__init__({}, around.path, Notes(LineIndex("")))


def _shown(number: int | Decimal) -> str:
    """Write a number of any size; Python refuses to write very long ones in decimal."""
    return (hex(number) if isinstance(number, int) and number > 1 << 99 else str(number))[:SHOWN]
