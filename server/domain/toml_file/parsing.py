"""From a text to the tables of TOML with the line of each field, or to why it is none."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal

from server.domain.toml_file.line_index import LineIndex
from server.domain.toml_file.mistakes import FileMistake, FileMistakes, ReadingCode
from server.domain.toml_file.table import Notes, Table

LONGEST = 1_000_000  # characters; a bloc of 500 units needs a third of it
DEEPEST = 16
"""Parts of a dotted key; the files need three, and reading a long one takes the square of them."""
_PART = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP = re.compile(rf"(?<![A-Za-z0-9_-])(?:{_PART}\.[ \t]*){{{DEEPEST}}}{_PART}(?:=|\])")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_WORDS = re.compile(r"[^\W\d](?:\([^()\n]*\)|[^\"'#\n,}\]=()])*")
_AFTER = re.compile(r"[=\[,]\s*$")
_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)$")


def read_toml(text: str) -> Table | FileMistakes:
    """Read a text as one table, whose `notes` gather what is found wrong from here on."""
    text = text.removeprefix("\ufeff")
    if len(text) > LONGEST:
        values = (("length", str(len(text))), ("limit", str(LONGEST)))
        return FileMistakes((FileMistake(1, "", ReadingCode.TOO_BIG, values),))
    if deep := _DEEP.search(text):
        return FileMistakes((_too_deep(text, deep.start()),))
    try:
        data: Mapping[str, object] = tomllib.loads(text, parse_float=Decimal)
        lines = LineIndex(text)
    except (ValueError, RecursionError, ArithmeticError) as error:
        return FileMistakes((_syntax(text, str(error)),))
    return Table(data, (), Notes(lines))


def _too_deep(text: str, at: int) -> FileMistake:
    values = (("column", "1"), ("detail", f"a key has more than {DEEPEST} parts"))
    return FileMistake(text.count("\n", 0, at) + 1, "", ReadingCode.SYNTAX, values)


def _syntax(text: str, detail: str) -> FileMistake:
    place = _PLACE.search(detail)
    line, column = place.groups() if place else (text.count("\n") + 1, 1)
    written = text.splitlines()[int(line) - 1] if text.count("\n") >= int(line) - 1 else ""
    said = _without_quotes(written, int(column) - 1) or _PLACE.sub("", detail)
    values = (("column", str(column)), ("detail", said[:200]))
    return FileMistake(int(line), "", ReadingCode.SYNTAX, values)


def _without_quotes(line: str, at: int) -> str:
    """Say how a value is written that stands at a place, or just before it; empty for any other."""
    for day in _DAY.finditer(line):
        if day.start() < at <= day.end():
            year, month, of = (day[3], day[2], day[1]) if day[3] else (day[4], day[5], day[6])
            plain = f"{year}-{int(month):02}-{int(of):02}"
            return (
                f'a day is written {plain}, in an expression "date(year, {int(month)}, {int(of)})"'
            )
    words = _WORDS.match(line, at)
    if words is None or not _AFTER.search(line[:at]):
        return ""
    found = words[0].strip()
    truth = found.lower() if found.lower() in {"true", "false"} else ""
    return f"it is written {truth}" if truth else f'a text stands in quotes: "{found}"'
