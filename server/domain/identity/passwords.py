"""What may become a password, and the form in which one is compared and hashed."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from server.domain.identity.common_words import ROWS, WORDS
from server.domain.identity.known_passwords import LEET, is_known
from server.domain.people.actors import DEMONSTRATION_PASSWORD
from server.domain.refusals import Refusal
from server.domain.texts.vietnamese import unaccented

SHORTEST = 12
LONGEST = 200
"""Code points of the composed form (NFC), so that typing in another form counts the same."""
LONGEST_TYPED = 1000
"""Code points, in whatever form a keyboard sends them: room for five to each composed letter."""
FEWEST_DIFFERENT = 5
FEWEST_OWN = 4
RUN = 3


@dataclass(eq=False)
class PasswordTooShort(Refusal):
    """A password has fewer characters than the least allowed."""

    least: int = SHORTEST


@dataclass(eq=False)
class PasswordTooLong(Refusal):
    """A password has more characters than are hashed."""

    most: int = LONGEST


@dataclass(eq=False)
class PasswordTooPlain(Refusal):
    """A password is made of what is guessed first: common words, names, runs of keys, numbers."""


@dataclass(eq=False)
class PasswordKnown(Refusal):
    """A password is one of the lists of common and stolen ones, with digits or signs around it."""


@dataclass(eq=False)
class PasswordsDiffer(Refusal):
    """The password and its repetition are not the same."""


def normal(password: str) -> str:
    """Return the one form of a password that is hashed: letters composed (NFC)."""
    return unicodedata.normalize("NFC", password)


def other_forms(password: str) -> tuple[str, ...]:
    """Return the forms older hashes may have been made of: as it was typed, and decomposed."""
    typed_or_parted = dict.fromkeys((password, unicodedata.normalize("NFD", password)))
    return tuple(form for form in typed_or_parted if form != normal(password))


def check_password(
    password: str, again: str, *, about: Collection[str], lists: Collection[str]
) -> None:
    """Refuse a new password that is short, long, easily guessed, or typed differently twice.

    `about` are the texts a stranger would try first: the person's sign-in name, name and mail, the
    names of their units; `lists` are common and stolen passwords, in small letters. Raises
    PasswordTooShort, PasswordTooLong, PasswordTooPlain, PasswordKnown, PasswordsDiffer.
    """
    chosen = normal(password)
    if len(chosen) < SHORTEST:
        raise PasswordTooShort
    if len(chosen) > LONGEST:
        raise PasswordTooLong
    if chosen == DEMONSTRATION_PASSWORD or _plain(chosen, about):
        raise PasswordTooPlain
    if is_known(chosen, lists):
        raise PasswordKnown
    if chosen != normal(again):
        raise PasswordsDiffer


def _plain(password: str, about: Collection[str]) -> bool:
    """Tell whether few letters are the person's own once what is guessed first is taken out.

    It is read twice: with signs for letters (`p@ssw0rd`), and by its letters alone (`1q2w3e`).
    """
    folded = unaccented(password)
    if len(set(folded)) < FEWEST_DIFFERENT:
        return True
    words = WORDS | _words(about)
    read = [(sign, sign.translate(LEET)) for sign in folded]
    as_letters = [(sign, letter) for sign, letter in read if letter.isalpha()]
    left = _left("".join(letter for _sign, letter in as_letters), words)
    own = sum(n in left and sign.isalpha() for n, (sign, _) in enumerate(as_letters))
    letters_alone = _left("".join(sign for sign in folded if sign.isalpha()), words)
    return min(own, len(letters_alone)) < FEWEST_OWN


def _words(about: Collection[str]) -> frozenset[str]:
    """Return names as they are typed into passwords: each word, all together, the initials."""
    found: set[str] = set()
    for text in about:
        parts = "".join(c if c.isalnum() else " " for c in unaccented(text)).split()
        found |= {*parts, "".join(parts), "".join(part[0] for part in parts)}
    return frozenset(word for word in found if len(word) >= RUN)


def _left(text: str, words: Collection[str]) -> frozenset[int]:
    """Return the places of a text that belong to no common word, longest first, and no run."""
    taken: set[int] = set()
    for word in sorted(words, key=lambda word: (-len(word), word)):
        for place in _places(text, word):
            if taken.isdisjoint(place):
                taken |= set(place)
    for run in _RUNS:
        taken.update(*_places(text, run))
    return frozenset(range(len(text))) - taken


def _places(text: str, word: str) -> list[range]:
    ends = range(len(word), len(text) + 1)
    return [range(end - len(word), end) for end in ends if text.endswith(word, 0, end)]


_RUNS = tuple(
    row[n : n + RUN] for each in ROWS for row in (each, each[::-1]) for n in range(len(row) - 2)
)
