"""Passwords that are known to everybody: a word of a list, and what people put around it."""

from collections.abc import Collection, Iterator

from server.domain.identity.common_words import WORDS
from server.domain.texts.vietnamese import unaccented

LEET = str.maketrans("0134578@$!", "oieastbasi")
FEWEST_LETTERS = 3
"""Of what is left between digits and signs; less is told by the rule of own letters."""


def is_known(password: str, lists: Collection[str]) -> bool:
    """Tell whether a password is a listed one, whatever accents, digits and signs stand around it.

    `lists` are common and stolen passwords, in small letters. `Sonyericsson-2024!` is read as
    `sonyericsson`, and so are its letters backwards and the same word twice.
    """
    return any(read in lists or read in WORDS for read in _readings(password))


def _readings(password: str) -> Iterator[str]:
    """Give what a password may have been made of: whole, without signs, without its ends."""
    whole = unaccented(password)
    bare = "".join(sign for sign in whole if sign.isalnum())
    yield from (whole, bare, bare.translate(LEET))
    for core in {
        _core(whole),
        _core(bare),
        _core(bare).translate(LEET),
        _core(whole.translate(LEET)),
    }:
        for word in (core, _once(core)):
            if len(word) >= FEWEST_LETTERS:
                yield word
                yield word[::-1]


def _core(text: str) -> str:
    """Return a text without the digits and signs at both of its ends."""
    places = [n for n, sign in enumerate(text) if sign.isalpha()]
    return text[places[0] : places[-1] + 1] if places else ""


def _once(text: str) -> str:
    """Return the half of a text that is the same word twice, with a sign between them or not."""
    half = len(text) // 2
    first, last = text[:half], text[len(text) - half :]
    doubled = first == last and (len(text) % 2 == 0 or not text[half].isalpha())
    return first if doubled else text
