"""Vietnamese text for searching and sorting: code-point order would put Đ after S."""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("0") + 20 + n) for n, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_D = str.maketrans({"Đ": "d", "đ": "d", "Ð": "d", "ð": "d"})
"""Đ as Vietnamese keyboards send it, and the Icelandic letter (U+00D0) that looks the same."""


class _Becomes(dict[int, str]):
    """What a character becomes, told when it first comes: `str.translate` looks it up.

    The letters people write with are fewer than are kept; what goes beyond is told each time.
    """

    MOST: Final = 4096

    def __init__(self, told: Callable[[str], str]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, code: int) -> str:
        """Tell a character that is not kept yet."""
        found = self._told(chr(code))
        if len(self) < self.MOST:
            self[code] = found
        return found


def _without_marks(character: str) -> str:
    return "" if unicodedata.category(character)[0] == "M" else character


def _of_words(character: str) -> str:
    """Keep letters and digits, and what parts words as one space."""
    if character.isspace():
        return " "
    return character if unicodedata.category(character)[0] in "LN" else ""


_UNMARKED = _Becomes(_without_marks)
_SEARCHED = _Becomes(_of_words)


def unaccented(text: str) -> str:
    """Return the text in lower case without accents: ``Sở GD&ĐT`` becomes ``so gd&dt``."""
    return unicodedata.normalize("NFKD", text.translate(_D)).lower().translate(_UNMARKED)


def fold(text: str) -> str:
    """Return a text as every search reads it: letters and digits, words with one space between.

    ``Sở GD&ĐT`` becomes ``so gddt``, and so does what is typed to find it: ``so gddt``,
    ``SỞ GD-ĐT``. `static/names.js` does the same in the browser.
    """
    return " ".join(unaccented(text).translate(_SEARCHED).split())


def folded_words(typed: str, *, most: int = 8) -> tuple[str, ...]:
    """Return the words of what was typed into a search, each to be found somewhere."""
    return tuple(fold(typed).split()[:most])


def sort_key(text: str) -> str:
    """Return a text whose code-point order is the Vietnamese order: letters first, then tones."""
    letters, tones = [], []
    composed = unicodedata.normalize("NFC", text.replace("Ð", "Đ").replace("ð", "đ").casefold())
    for character in composed:
        base, tone = _split(character)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters) + "\x01" + "".join(tones)


def name_sort_key(name: str) -> str:
    """Return the key by which persons are listed in Viet Nam: given name, then the words before.

    The given name is the last word: ``Trần Văn An`` comes before ``Lê Bình``.
    """
    *before, given = name.split() or [""]
    return "\x02".join((sort_key(given), sort_key(" ".join(before))))


@lru_cache(maxsize=1024)
def _split(character: str) -> tuple[str, str]:
    """Part a letter from its tone; ă, â, ê, ô, ơ, ư and đ are letters of their own."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
    rest = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", rest), tone
