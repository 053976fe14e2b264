"""Vietnamese text for searching and sorting: code-point order would put Đ after S."""

import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("0") + 20 + n) for n, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def fold(text: str) -> str:
    """Return the text in lower case without accents: ``Sở GD&ĐT`` becomes ``so gd&dt``."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def sort_key(text: str) -> str:
    """Return a text whose code-point order is the Vietnamese order: letters first, then tones."""
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", text.casefold()):
        base, tone = _split(character)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    return "".join(letters) + "\x01" + "".join(tones)


def _split(character: str) -> tuple[str, str]:
    """Part a letter from its tone; ă, â, ê, ô, ơ, ư and đ are letters of their own."""
    decomposed = unicodedata.normalize("NFD", character)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
    rest = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", rest), tone
