"""Texts typed outside the process's forms: remarks, notes, reasons, names."""

from dataclasses import dataclass

from server.domain.canonical import Json
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
    _check(text)
    return text


def check_storable(data: Json) -> None:
    """Refuse JSON data with the one character no database holds, U+0000, in any text or key.

    Raises CharacterRefused.
    """
    match data:
        case str() if "\0" in data:
            _check(data)
        case list():
            for each in data:
                check_storable(each)
        case dict():
            check_storable([*data])
            check_storable([*data.values()])
        case _:
            return


def _check(text: str) -> None:
    if found := unprintable(text):
        raise CharacterRefused(found.code, found.line, found.place, found.before)
