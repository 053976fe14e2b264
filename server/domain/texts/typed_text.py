"""Texts typed outside the process's forms: remarks, notes, reasons, names."""

from dataclasses import dataclass

from server.domain.refusals import Refusal
from server.texts import mended, unprintable


@dataclass(eq=False)
class CharacterRefused(Refusal):
    """A text holds a character nobody can see; `code` as `U+0008`, line and place from 1."""

    code: str
    line: int
    place: int
    before: str


def readable(typed: str) -> str:
    """Return a text mended and without outer white space. Raises CharacterRefused."""
    text = mended(typed).strip()
    if found := unprintable(text):
        raise CharacterRefused(found.code, found.line, found.place, found.before)
    return text
