"""On which line of a TOML text each value stands; the standard library's reader does not say.

It runs only on text that `tomllib` has accepted, so it finds its way and checks nothing.
"""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_VALUE = re.compile(r"[^,\]}\n#]*")
_STRINGS = (
    re.compile(r'"""(?:\\.|[^\\])*?"""(?:"{0,2})', re.DOTALL),
    re.compile(r"'''.*?'''(?:'{0,2})", re.DOTALL),
    re.compile(r'"(?:\\.|[^"\\])*"'),
    re.compile(r"'[^']*'"),
)
_ESCAPE = re.compile(r"\\(.)")


class LineIndex:
    """The line of each table, key and array item, counted from 1."""

    def __init__(self, text: str) -> None:
        """Read a text that is valid TOML."""
        self._lines: dict[Path, int] = {(): 1}
        for path, line in _Scanner(text).places():
            for length in range(1, len(path) + 1):
                self._lines.setdefault(path[:length], line)

    def line(self, path: Path) -> int:
        """Return the line of a value, or of the nearest thing around it that is written out."""
        while path not in self._lines:
            path = path[:-1]
        return self._lines[path]


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._counted_to = 0
        self._line = 1
        self._rows: dict[Path, int] = {}

    def places(self) -> Iterator[tuple[Path, int]]:
        """Go through the text and say where each thing begins."""
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            line = self._here()
            if self._text.startswith("[", self._at):
                table = self._header()
                yield table, line
            else:
                yield from self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        is_row = self._text.startswith("[[", self._at)
        self._at += 2 if is_row else 1
        path: Path = ()
        keys = self._key()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            if is_row and number == len(keys):
                self._rows[path] = self._rows.get(path, -1) + 1
            if path in self._rows:
                path = (*path, self._rows[path])
        self._at += 2 if is_row else 1
        return path

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self._here()
        path = table
        for key in self._key():
            path = (*path, key)
            yield path, line
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        first = self._text[self._at]
        if first == "[":
            yield from self._array(path)
        elif first == "{":
            yield from self._inline_table(path)
        elif first in "\"'":
            self._string()
        else:
            self._skip(_PLAIN_VALUE)

    def _array(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._at += 1
        number = 0
        while self._next() != "]":
            yield (*path, number), self._here()
            yield from self._value((*path, number))
            number += 1
            self._comma()
        self._at += 1

    def _inline_table(self, path: Path) -> Iterator[tuple[Path, int]]:
        self._at += 1
        while self._next() != "}":
            yield from self._pair(path)
            self._comma()
        self._at += 1

    def _next(self) -> str:
        self._skip(_BLANK)
        return self._text[self._at]

    def _comma(self) -> None:
        if self._next() == ",":
            self._at += 1

    def _key(self) -> list[str]:
        keys = [self._key_part()]
        while self._text.startswith(".", self._at):
            self._at += 1
            keys.append(self._key_part())
        return keys

    def _key_part(self) -> str:
        self._skip(_SPACE)
        if self._text[self._at] in "\"'":
            key = _ESCAPE.sub(r"\1", self._string()[1:-1])
        else:
            key = self._skip(_BARE)
        self._skip(_SPACE)
        return key

    def _string(self) -> str:
        for pattern in _STRINGS:
            if found := pattern.match(self._text, self._at):
                self._at = found.end()
                return found.group()
        message = f"no string at character {self._at}"
        raise ValueError(message)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        if not found:
            message = f"not TOML at character {self._at}"
            raise ValueError(message)
        self._at = found.end()
        return found.group()

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted_to, self._at)
        self._counted_to = self._at
        return self._line
