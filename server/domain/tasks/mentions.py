"""Who is named in a remark: `@` and the exact title of a post, or the name of who holds it."""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

_LIKE = str.maketrans({"–": "-", "—": "-", "‑": "-", "\N{NO-BREAK SPACE}": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable:
    """A post that may be named, and the texts that name it."""

    post_id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a remark; `names` where it is a name with its sign."""

    text: str
    names: bool = False


def named_in(text: str, those: Collection[Nameable]) -> Mapping[str, str]:
    """Return the posts a text as it is kept names, each with the name as it is written there.

    The longest name counts; a name that means two posts means none, and an unknown one stays text.
    """
    posts = _by_name(those)
    found: dict[str, str] = {}
    for _place, name in _places(text, list(posts)):
        meant, *others = posts[_folded(name)]
        if not others:
            found.setdefault(meant, name)
    return found


def pieces(text: str, labels: Collection[str]) -> Sequence[Piece]:
    """Cut a text as it is kept at the names in it; the pieces together are the text."""
    cut: list[Piece] = []
    end = 0
    for place, name in _places(text, {_folded(label) for label in labels if label}):
        cut += [Piece(text[end:place]), Piece(f"@{name}", names=True)]
        end = place + 1 + len(name)
    return [piece for piece in (*cut, Piece(text[end:])) if piece.text]


def _by_name(those: Collection[Nameable]) -> dict[str, set[str]]:
    posts: dict[str, set[str]] = {}
    for one in those:
        for name in one.names:
            if name.strip():
                posts.setdefault(_folded(unicodedata.normalize("NFC", name)), set()).add(
                    one.post_id
                )
    return posts


def _places(text: str, names: Collection[str]) -> list[tuple[int, str]]:
    """List where a folded name stands after its sign, and as it is written; none in a word."""
    longest_first = sorted(names, key=len, reverse=True)
    folded = _folded(text)
    found = []
    for place, sign in enumerate(text):
        if sign != "@" or (place and text[place - 1].isalnum()):
            continue
        for name in longest_first:
            end = place + 1 + len(name)
            if folded.startswith(name, place + 1) and not text[end : end + 1].isalnum():
                found.append((place, text[place + 1 : end]))
                break
    return found


def _folded(text: str) -> str:
    """Write a composed text as it is compared, of the same length: any dash and case is alike."""
    letters = (letter.casefold() for letter in text.translate(_LIKE))
    return "".join(new if len(new) == 1 else old for new, old in zip(letters, text, strict=True))
