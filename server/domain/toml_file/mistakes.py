"""What can be wrong in a TOML file that people write: codes, where it stands, and the words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.texts.words import Words
from server.domain.toml_file.line_index import Path
from server.domain.toml_file.reader_words import vietnamese

_FIELD_PART: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class FileCode(StrEnum):
    """A kind of mistake; programs may rely on the values. Each file has kinds of its own."""

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        raise NotImplementedError


class ReadingCode(FileCode):
    """The mistakes that any such file can have, field by field."""

    SYNTAX = "syntax"
    TOO_BIG = "too_big"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    TEXT_EMPTY = "text_empty"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_LINES = "text_lines"
    TEXT_UNPRINTABLE = "text_unprintable"
    BAD_ID = "bad_id"
    UNKNOWN_VALUE = "unknown_value"
    REPEATED_VALUE = "repeated_value"
    OUT_OF_RANGE = "out_of_range"
    TOO_MANY_DECIMALS = "too_many_decimals"
    LIST_EMPTY = "list_empty"
    YEAR_ABSURD = "year_absurd"

    @property
    def words(self) -> Words:
        """The sentence, with named holes."""
        return READING_MESSAGES[self]


@dataclass(frozen=True, slots=True)
class FileMistake:
    """One mistake: the line counted from 1, the field, the code and the sentence's named values."""

    line: int
    field: str
    code: FileCode
    values: tuple[tuple[str, str], ...] = ()

    def message(self, language: str) -> str:
        """Say what is wrong in a language, without the line and the field."""
        holes = {name: _value(name, value, language) for name, value in self.values}
        return self.code.words.text(language).format_map(holes)


@dataclass(frozen=True, slots=True)
class FileMistakes:
    """All mistakes of a file, by line."""

    items: tuple[FileMistake, ...]


def field_name(path: Path) -> str:
    """Write a path as people count: `units[1].name` is the name of the first unit."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def path_of(field: str) -> Path:
    """Read what `field_name` wrote."""
    return tuple(int(number) - 1 if number else name for name, number in _FIELD_PART.findall(field))


def _value(name: str, value: str, language: str) -> str:
    if name == "detail" and language == "vi":
        return vietnamese(value)
    return TYPES[value].text(language) if name == "expected" and value in TYPES else value


TYPES: Mapping[str, Words] = {
    "text": Words('chữ trong dấu ngoặc kép "…"', 'text in quotes "…"'),
    "words": Words(
        'chữ "…" hoặc { vi = "…", en = "…" }', 'text "…" or a table { vi = "…", en = "…" }'
    ),
    "integer": Words("số nguyên", "a whole number"),
    "number": Words("số", "a number"),
    "flag": Words("true hoặc false", "true or false"),
    "date": Words(
        "ngày dạng 2024-12-31, không có dấu ngoặc kép", "a date like 2024-12-31, without quotes"
    ),
    "table": Words("một bảng các trường", "a table of fields"),
    "list": Words("một danh sách [ … ]", "a list [ … ]"),
}

READING_MESSAGES: Mapping[ReadingCode, Words] = {
    ReadingCode.SYNTAX: Words(
        "Tệp không đúng cú pháp TOML ở cột {column}: {detail}.",
        "The file is not valid TOML at column {column}: {detail}.",
    ),
    ReadingCode.TOO_BIG: Words(
        "Tệp dài {length} ký tự; tối đa {limit}.",
        "The file has {length} characters; the limit is {limit}.",
    ),
    ReadingCode.MISSING_KEY: Words("Thiếu trường “{key}”.", "The field “{key}” is missing."),
    ReadingCode.UNKNOWN_KEY: Words(
        "Không có trường “{key}” ở đây. Các trường có thể dùng: {known}.",
        "There is no field “{key}” here. Fields that can be used: {known}.",
    ),
    ReadingCode.WRONG_TYPE: Words("Cần {expected}.", "This must be {expected}."),
    ReadingCode.TEXT_EMPTY: Words("Chữ để trống.", "The text is empty."),
    ReadingCode.TEXT_TOO_LONG: Words(
        "Chữ dài {length} ký tự; tối đa {limit}.",
        "The text has {length} characters; the limit is {limit}.",
    ),
    ReadingCode.TEXT_LINES: Words(
        "Chữ có xuống dòng hoặc dấu tab.", "The text has a line break or a tab."
    ),
    ReadingCode.TEXT_UNPRINTABLE: Words(
        "Chữ thứ {place} là ký tự không hiển thị được ({code}).",
        "Letter {place} cannot be shown ({code}).",
    ),
    ReadingCode.BAD_ID: Words(
        "Mã “{value}” không hợp lệ. Dạng đúng: {pattern}.",
        "The id “{value}” is not valid. It looks like this: {pattern}.",
    ),
    ReadingCode.UNKNOWN_VALUE: Words(
        "Không có giá trị “{value}”. Chọn một trong: {known}.",
        "There is no value “{value}”. Choose one of: {known}.",
    ),
    ReadingCode.REPEATED_VALUE: Words(
        "Giá trị “{value}” bị lặp lại.", "The value “{value}” is given more than once."
    ),
    ReadingCode.OUT_OF_RANGE: Words(
        "Số {value} nằm ngoài khoảng từ {low} đến {high}.",
        "The number {value} is not between {low} and {high}.",
    ),
    ReadingCode.TOO_MANY_DECIMALS: Words(
        "Số {value} có quá nhiều chữ số thập phân; tối đa {places}.",
        "The number {value} has too many decimals; at most {places}.",
    ),
    ReadingCode.LIST_EMPTY: Words("Danh sách để trống.", "The list is empty."),
    ReadingCode.YEAR_ABSURD: Words(
        "Năm của một ngày phải từ {first} đến {last}.",
        "The year of a date must be from {first} to {last}.",
    ),
}
