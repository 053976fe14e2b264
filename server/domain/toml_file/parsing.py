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
    values = (("column", str(column)), ("detail", _PLACE.sub("", detail)[:200]))
    return FileMistake(int(line), "", ReadingCode.SYNTAX, values)
