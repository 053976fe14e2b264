"""What changed from one text to the next, word by word, and whether a reason speaks of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, TypeVar

MOST_EDITS: Final = 400
"""How many words or sentences two texts may differ by before they are told part by part no more."""
_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCES: Final = re.compile(r"[^\n.;!?]*(?:\n|[.;!?]+[^\S\n]*|\Z)")
_SAID: Final = re.compile(r"\w+")
T = TypeVar("T")
Edits = list[tuple[T | None, T | None]]
"""What stands in both, and what one has alone beside nothing, in order."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of both texts where they are the same, or what was struck and put in its place."""

    kept: str = ""
    struck: str = ""
    added: str = ""

    @property
    def changed(self) -> bool:
        """Tell whether the texts differ here."""
        return bool(self.struck or self.added)


def marked(old: str, new: str) -> tuple[TextPart, ...]:
    """Lay two texts out as one: what both say, and between it what was struck and what was added.

    Texts that differ in very much are told apart by sentences, and at last as a whole.
    """
    for tokens in (_WORDS, _SENTENCES):
        edits = _edits([*filter(None, tokens.findall(old))], [*filter(None, tokens.findall(new))])
        if edits is not None:
            return tuple(_parts(edits))
    return (TextPart(struck=old, added=new),)


def aligned(old: Sequence[T], new: Sequence[T]) -> Edits[T]:
    """Put two lists side by side: what both have in one line, what one has alone beside nothing."""
    edits = _edits(old, new)
    if edits is not None:
        return edits
    return [*((each, None) for each in old), *((None, each) for each in new)]


def spoken_of(reason: str, texts: Iterable[str]) -> bool:
    """Tell whether a reason speaks of one of the texts: it has two words in a row with it.

    Of a text of one word, that word; nothing more is understood of either.
    """
    said = _said(reason)
    pairs = {*pairwise(said)}
    for text in texts:
        words = _said(text)
        if len(words) == 1 and words[0] in said:
            return True
        if pairs.intersection(pairwise(words)):
            return True
    return False


def _said(text: str) -> list[str]:
    return _SAID.findall(text.casefold())


def _edits(old: Sequence[T], new: Sequence[T]) -> Edits[T] | None:
    """Find the fewest edits (Myers, 1986); None where there are more than are looked for."""
    start = _same_start(old, new)
    a, b = old[start:], new[start:]
    reached: dict[int, int] = {1: 0}
    turns: list[dict[int, int]] = []
    for edits in range(min(len(a) + len(b), MOST_EDITS) + 1):
        turns.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            added = _added(reached, diagonal, edits)
            x = reached[diagonal + 1] if added else reached[diagonal - 1] + 1
            while x < len(a) and x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            reached[diagonal] = x
            if x >= len(a) and x - diagonal >= len(b):
                same = [(each, each) for each in old[:start]]
                return [*same, *_traced(turns, a, b)]
    return None


def _same_start(old: Sequence[T], new: Sequence[T]) -> int:
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _added(reached: dict[int, int], diagonal: int, edits: int) -> bool:
    """Tell whether a diagonal is best reached by a word more, rather than by one less."""
    above, left = reached.get(diagonal + 1, -1), reached.get(diagonal - 1, -1)
    return diagonal == -edits or (diagonal != edits and left < above)


def _traced(turns: Sequence[dict[int, int]], a: Sequence[T], b: Sequence[T]) -> Edits[T]:
    """Walk back from the end of both, edit by edit."""
    x, y, found = len(a), len(b), list[tuple[T | None, T | None]]()
    for edits in range(len(turns) - 1, -1, -1):
        reached, added = turns[edits], _added(turns[edits], x - y, edits)
        begun = reached[x - y + 1] if added else reached[x - y - 1] + 1
        while x > begun:
            x, y = x - 1, y - 1
            found.append((a[x], b[y]))
        if edits and added:
            y -= 1
            found.append((None, b[y]))
        elif edits:
            x -= 1
            found.append((a[x], None))
    return found[::-1]


def _parts(edits: Edits[str]) -> list[TextPart]:
    """Gather words into stretches; a space between two changes belongs to them."""
    found = list[TextPart]()
    for same, run in groupby(edits, key=lambda each: None not in each):
        old, new = zip(*run, strict=True)
        struck, added = "".join(filter(None, old)), "".join(filter(None, new))
        part = TextPart(kept=added) if same else TextPart(struck=struck, added=added)
        if found[1:] and part.changed and _is_gap(found[-1].kept):
            gap, first = found.pop().kept, found.pop()
            part = TextPart(struck=first.struck + gap + struck, added=first.added + gap + added)
        found.append(part)
    return found


def _is_gap(kept: str) -> bool:
    return kept.isspace() and "\n" not in kept
