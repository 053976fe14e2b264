"""Texts as people paste them: what is mended without a word, and what is named to be retyped."""

import re
import unicodedata
from dataclasses import dataclass

BULLET, DASH = "•", "-"
_SYMBOLS = {
    "\uf020": " ",
    "\uf02d": DASH,
    "\uf0be": DASH,
    "\uf0b7": BULLET,  # Symbol
    "\uf0a7": BULLET,  # Wingdings: a small square
    "\uf0a8": BULLET,
    "\uf0d8": BULLET,  # an arrow head
    "\uf0d2": BULLET,
    "\uf076": BULLET,  # four diamonds
    "\uf06c": BULLET,
    "\uf06d": BULLET,
    "\uf06e": BULLET,
    "\uf06f": BULLET,
    "\uf071": BULLET,
    "\uf072": BULLET,
    "\uf075": BULLET,
    "\uf09f": BULLET,
    "\uf0e0": "→",
    "\uf0e8": "→",
    "\uf0de": "⇒",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
    "\uf0fb": "✗",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0b1": "±",
    "\uf0b4": "×",
    "\uf0b0": "°",
}
"""What Word's fonts Symbol and Wingdings draw for characters of the private use area."""
_LINE_ENDS = dict.fromkeys("\v\f\x85\u2028\u2029", "\n")
"""Word's line break and page break, and the line ends of other systems."""
_SPACES = dict.fromkeys("\N{NO-BREAK SPACE}\u2007\u202f", " ")
_HYPHENS = {"\x1e": DASH}  # Word's hyphen that does not break
_UNSEEN = dict.fromkeys(
    "\x1f\N{SOFT HYPHEN}\u200b\u200c\u200d\u2060\ufeff"  # optional hyphens, no width, BOM
    "\u200e\u200f\u061c\u202a\u202c\u2066\u2068\u2069",  # direction marks that turn nothing
    "",
)
_MENDED = str.maketrans(_SYMBOLS | _LINE_ENDS | _SPACES | _HYPHENS | _UNSEEN)
_OF_A_LIST = re.compile(r"^([ \t]*)[\uf020-\uf0ff](?=[ \t])", re.MULTILINE)
"""Any other sign of such a font where a list's line begins."""
_KEPT = frozenset("\n\t")
_AS_SPACES = str.maketrans(dict.fromkeys(_KEPT, " "))
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co"})
_NOT_CHARACTERS = frozenset(range(0xFDD0, 0xFDF0))
_BEFORE = 20
_NAMED_HOLE = re.compile(r"\{[A-Za-z_][\w.]*\}")
_BRACES = re.compile(r"\{[^{}]*\}|(\{[^{}]*|\})")


@dataclass(frozen=True, slots=True)
class Unprintable:
    """A character nobody can see: its code, its line and place counted from 1, what precedes it."""

    code: str
    line: int
    place: int
    before: str


def mended(typed: str) -> str:
    """Return a text as it is kept: composed letters, one kind of line end, bullets one can see.

    Signs of Word's fonts become the character they look like; spaces that do not break are spaces;
    what has no width and turns no direction goes. Outer white space stays.
    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_MENDED)
    return unicodedata.normalize("NFC", _OF_A_LIST.sub(rf"\1{BULLET}", lines))


def unprintable(text: str) -> Unprintable | None:
    """Return the first character of a mended text that nobody can see; None where there is none.

    That is a control character, half a surrogate pair, a private character of an unknown font, and
    a mark that shows the text in another order than it has.
    """
    if text.translate(_AS_SPACES).isprintable():
        return None
    found = next((at for at, character in enumerate(text) if _unseen(character)), None)
    if found is None:
        return None
    start = text.rfind("\n", 0, found) + 1
    return Unprintable(
        code=f"U+{ord(text[found]):04X}",
        line=text.count("\n", 0, found) + 1,
        place=found - start + 1,
        before=text[start:found][-_BEFORE:].strip(),
    )


def _unseen(character: str) -> bool:
    number = ord(character)
    return character not in _KEPT and (
        unicodedata.category(character) in _UNPRINTABLE
        or number in _NOT_CHARACTERS
        or number & 0xFFFE == 0xFFFE  # noqa: PLR2004 - the last two of each plane
    )


def named_holes(text: str) -> list[str]:
    """Give what looks like a hole `{name}`, in a text in which none is filled."""
    return list(dict.fromkeys(_NAMED_HOLE.findall(text)))


def unclosed(text: str) -> list[str]:
    """Give the braces of a text that make no hole `{name}`, an open one with what follows it."""
    return [found[1].rstrip() for found in _BRACES.finditer(text) if found[1]]
