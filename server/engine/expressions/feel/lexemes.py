"""The lexemes of an expression in FEEL: a name may hold spaces and signs where it is known."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from server.engine.errors import ExpressionRefused
from server.engine.values import RESERVED_KEY

LONGEST_SOURCE: Final = 2_000
MOST_LEXEMES: Final = 400
LONGEST_NAME: Final = 200
LONG_FUNCTIONS: Final = frozenset({
    "ends with", "list contains", "starts with", "string length",
})  # fmt: skip
"""Names of functions that hold a space."""
KEYWORDS: Final = frozenset({"if", "then", "else", "and", "or", "in", "between"})
CONSTANTS: Final = {"true": True, "false": False, "null": None}
STRANGE: Final = frozenset({
    "for", "return", "some", "every", "satisfies", "function", "external", "instance", "of",
})  # fmt: skip
"""Words of FEEL that are not in our reading of it."""
OURS: Final = {"True": "true", "False": "false", "None": "null"}
"""Words of our own language for which FEEL has others."""
_ESCAPES: Final = {'"': '"', "'": "'", "\\": "\\", "n": "\n", "t": "\t", "r": "\r"}
_NUMBER: Final = r"\d{1,34}(?:\.\d{1,34})?|\.\d{1,34}"
_WORDS: Final = (
    r"(?P<space>\s+)"
    r"|(?P<long>{long})"
    r"|(?P<sign>\*\*|<=|>=|!=|\.\.|[-+*/<>=(),\[\]@]|\.(?!\d))"
    rf"|(?P<number>{_NUMBER})"
    r"|(?P<text>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
    r"|(?P<name>[^\W\d]\w*)"
)


class LexemeKind(Enum):
    SIGN = auto()
    WORD = auto()
    NUMBER = auto()
    TEXT = auto()
    NAME = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Lexeme:
    kind: LexemeKind
    text: str
    at: int


def lexemes(source: str, names: frozenset[str]) -> tuple[Lexeme, ...]:
    """Cut an expression into words; ExpressionRefused for what is none, or too much of it."""
    if len(source) > LONGEST_SOURCE:
        raise ExpressionRefused(f"longer than {LONGEST_SOURCE} characters", source)
    found = []
    for lexeme in _cut(source, _words(names)):
        found.append(lexeme)
        if len(found) > MOST_LEXEMES:
            raise ExpressionRefused("more parts than allowed", source, lexeme.at)
    return (*found, Lexeme(LexemeKind.END, "", len(source)))


def _cut(source: str, words: re.Pattern[str]) -> Iterator[Lexeme]:
    at = 0
    while at < len(source):
        found = words.match(source, at)
        if found is None:
            raise ExpressionRefused(f"the character {source[at]!r}", source, at)
        if found.lastgroup != "space":
            yield _lexeme(found, source)
        at = found.end()


def _lexeme(found: re.Match[str], source: str) -> Lexeme:
    text, at = found[0], found.start()
    match found.lastgroup:
        case "sign":
            return Lexeme(LexemeKind.SIGN, text, at)
        case "number":
            return Lexeme(LexemeKind.NUMBER, text, at)
        case "text":
            return Lexeme(LexemeKind.TEXT, _unescaped(text[1:-1], source, at), at)
        case "long":
            return Lexeme(LexemeKind.NAME, " ".join(text.split()), at)
        case _:
            return Lexeme(_kind(text, source, at), text, at)


def _kind(text: str, source: str, at: int) -> LexemeKind:
    if text in STRANGE:
        raise ExpressionRefused(f"{text} is not in the language", source, at)
    if text in OURS:
        raise ExpressionRefused(f"{text} is written {OURS[text]} here", source, at)
    if text.startswith("_") or text == RESERVED_KEY or unicodedata.normalize("NFKC", text) != text:
        raise ExpressionRefused(f"the name {text}", source, at)
    return LexemeKind.WORD if text in KEYWORDS or text in CONSTANTS else LexemeKind.NAME


def _unescaped(text: str, source: str, at: int) -> str:
    def said(found: re.Match[str]) -> str:
        if found[1] not in _ESCAPES:
            raise ExpressionRefused(f"the escape \\{found[1]}", source, at)
        return _ESCAPES[found[1]]

    return re.sub(r"\\(.)", said, text, flags=re.DOTALL)


@lru_cache(maxsize=256)
def _words(names: frozenset[str]) -> re.Pattern[str]:
    """Give what words look like; of known names the longest counts, also one with spaces in it."""
    ordered = sorted(names | LONG_FUNCTIONS, key=lambda name: (-len(name), name))
    long = "|".join(map(_spaced, ordered))
    return re.compile(_WORDS.replace("{long}", f"(?:{long})(?!\\w)"))


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def known(names: Iterable[str]) -> frozenset[str]:
    """Give those of these names that hold spaces or signs; one that is too long is none."""
    several = (name for name in names if not name.isidentifier() and name.strip())
    return frozenset(name for name in several if len(name) <= LONGEST_NAME)
