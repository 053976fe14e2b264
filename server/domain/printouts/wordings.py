"""The texts of a printout that a bloc may word itself, the holes they may have, what is wrong."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from server.domain.manifest.printouts import HOLES, PrintedPart, PrintoutEntry

_BRACES: Final = re.compile(r"\{([^{}]*)\}|[{}]")
_SHOWN: Final = 30
"""Characters of what stands behind a brace that are said."""


class TextKind(StrEnum):
    """Where on the paper a text stands."""

    SUBJECT = "subject"
    TO = "to"
    HEADING = "heading"
    SAY = "say"
    TITLE = "title"
    CLOSING = "closing"
    RECIPIENT = "recipient"


SEVERAL_LINES: Final = frozenset({TextKind.SAY, TextKind.CLOSING})
"""Texts of which each line is a paragraph; the others are of one line."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A text as the process has it."""

    kind: TextKind
    text: str


@dataclass(frozen=True, slots=True)
class WrongHole:
    """A brace that makes no hole, or a hole that nothing fills; its place counts from 1."""

    sign: str
    place: int
    unknown: bool


def own_texts(entry: PrintoutEntry) -> Sequence[OwnText]:
    """Return the process's texts of a printout as they follow on paper, each once."""
    found = [(TextKind.SUBJECT, entry.subject), *((TextKind.TO, each) for each in entry.to)]
    for part in entry.body:
        found += [
            (TextKind.HEADING, part.heading),
            (TextKind.SAY, part.say),
            (TextKind.TITLE, part.title),
            (TextKind.TITLE, part.appendix),
        ]
    found.append((TextKind.CLOSING, entry.closing))
    found += [(TextKind.RECIPIENT, each) for each in entry.recipients]
    kinds: dict[str, TextKind] = {}
    for kind, text in found:
        if text:
            kinds.setdefault(text, kind)
    return [OwnText(kind, text) for text, kind in kinds.items()]


def holes_of(entry: PrintoutEntry) -> frozenset[str]:
    """Return the holes a bloc's texts may have: every printout's, and what this one says already.

    So no wording tells more of a case than the printout does.
    """
    return HOLES | {*entry.holes(), *(part.field for part in entry.body if part.field)}


def wrong_hole(text: str, known: Callable[[str], bool]) -> WrongHole | None:
    """Return the first brace of a text that makes no hole, or that of a hole nobody knows."""
    for found in _BRACES.finditer(text):
        hole, place = found[1], found.start() + 1
        if hole is None:
            behind = text[found.start() :].partition("\n")[0]
            return WrongHole(behind[:_SHOWN].rstrip(), place, unknown=False)
        if not known(hole):
            return WrongHole(found[0][:_SHOWN], place, unknown=True)
    return None


def usable(entry: PrintoutEntry, said: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a bloc says in place of texts that are there, with holes that are filled."""
    known = holes_of(entry)
    there = {each.text for each in own_texts(entry)}
    return {
        own: text
        for own, text in said.items()
        if own in there and wrong_hole(text, known.__contains__) is None
    }


def worded(entry: PrintoutEntry, said: Mapping[str, str]) -> PrintoutEntry:
    """Put a bloc's texts in the place of the process's, which `said` has them by.

    What cannot be used is left out: the process's own stands there.
    """
    used = usable(entry, said)

    def paragraphs(own: str) -> str:
        return used.get(own, own)

    def line(own: str) -> str:
        return " ".join(used[own].split()) if own in used else own

    def part(each: PrintedPart) -> PrintedPart:
        heading, say, title = line(each.heading), paragraphs(each.say), line(each.title)
        appendix = line(each.appendix)
        return replace(each, heading=heading, say=say, title=title, appendix=appendix)

    return replace(
        entry,
        subject=line(entry.subject),
        to=tuple(map(line, entry.to)),
        body=tuple(map(part, entry.body)),
        closing=paragraphs(entry.closing),
        recipients=tuple(map(line, entry.recipients)),
    )
