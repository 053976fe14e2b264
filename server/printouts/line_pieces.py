"""Texts in pieces between which a line may end, where a word is wider than its room."""

from collections.abc import Iterator, Sequence
from typing import Final

from server.printouts.faces import width

Pieces = Sequence[str]
LARGEST: Final = 14.0
_POINT: Final = 25.4 / 72


def pieces(text: str, room: float, size: float = LARGEST) -> Pieces:
    """Give a text in pieces, for so many millimetres and letters of so many points."""
    found = [""]
    for word in text.split(" "):
        first, *others = _broken(word, room, size)
        found[-1] += f" {first}" if found[-1] else first
        found += others
    return found


def lines(text: str, room: float, size: float) -> Sequence[Pieces]:
    """Give each line of a text in pieces."""
    return [pieces(line, room, size) for line in text.split("\n")]


def balanced(text: str, room: float, size: float = LARGEST) -> Sequence[str]:
    """Give the lines of a text that stands centred: as few as fit, and about as long as another."""
    words = text.split(" ")
    count, share = len(_filled(words, room, size)), width(text, size)
    if count == 1:
        return [text]
    narrow = share / count
    while narrow < room and len(_filled(words, narrow, size)) > count:
        narrow += 1
    return _filled(words, min(narrow, room), size)


def _filled(words: Sequence[str], room: float, size: float) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(word: str, room: float, size: float) -> Iterator[str]:
    if len(word) * size * _POINT <= room or width(word, size) <= room:
        yield word
        return
    piece = ""
    for character in word:
        if piece and width(piece + character, size) > room:
            yield piece
            piece = ""
        piece += character
    yield piece
