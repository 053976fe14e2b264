"""What a line of a difference is, and the two versions that are compared."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from server.actions.definitions.deployed import Deployed
from server.domain.texts.words import Words
from server.engine import Change

__all__ = [
    "ENGLISH",
    "Change",
    "DifferenceLine",
    "LineGroup",
    "Marks",
    "Version",
    "compared",
    "text_of",
]

ENGLISH: Final = ".en.json"


class LineGroup(StrEnum):
    """What a line is about, in the order in which a reader needs it."""

    SIGHT = "sight"
    """Who sees what, by the manifest."""
    ROLES = "roles"
    ELEMENTS = "elements"
    FLOWS = "flows"
    FORMS = "forms"
    MANIFEST = "manifest"
    TABLES = "tables"
    WORDS = "words"
    FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """One difference: of what (`subject`, and its `code` in the files), and which part of it.

    `elements` are those of the diagram it is about; `drawn` tells that it is one of them itself.
    """

    group: LineGroup
    change: Change
    subject: Words
    code: str
    part: str = ""
    old: str = ""
    new: str = ""
    elements: tuple[str, ...] = ()
    drawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Ids of elements and flows; those removed are in the older diagram alone."""

    added: frozenset[str]
    removed: frozenset[str]
    changed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Version:
    """A version with the texts of its files by name."""

    model: Deployed
    files: Mapping[str, str]


Leaves: TypeAlias = Mapping[str, str]
LineMaker: TypeAlias = Callable[[Change, str, str, str], DifferenceLine]


def compared(old: Leaves, new: Leaves, line: LineMaker) -> Iterator[DifferenceLine]:
    """Compare texts by name; `line` makes a line of a change, a name, what was and what is."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name, ""), new.get(name, "")
        if name not in new:
            yield line(Change.REMOVED, name, before, "")
        elif name not in old:
            yield line(Change.ADDED, name, "", after)
        elif before != after:
            yield line(Change.CHANGED, name, before, after)


def text_of(value: object) -> str:
    """Write a value of a file so that a person can read it: a list with commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(text_of(each) for each in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name} = {text_of(each)}" for name, each in value.items())
    return "" if value is None else str(value)
