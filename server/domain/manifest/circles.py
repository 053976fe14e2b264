"""From the grants of a circle, as people write them, to levels."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from server.domain.manifest.entries import EVERYONE, Circle, Grant, Level, Moment
from server.domain.manifest.mistakes import ManifestCode
from server.domain.toml_file import Notes, Path

_GRANT: Final = re.compile(
    r"(?P<no>no )?(?P<level>[a-z_]+)(?::(?P<role>[a-z_]+))?"
    r"(?: after (?:(?P<kind>[a-z][a-z0-9_]*)\.)?(?P<milestone>[a-z][a-z0-9_]*))?"
)
_EVERYONE: Final = "everyone"
LEVELS: Final = (*(str(level) for level in Level if level is not Level.ROLE), _EVERYONE, "role:…")
ALL: Final = (*(Grant(level) for level in EVERYONE), Grant(Level.AUDITOR))
OF_REMARKS: Final = {
    "remarks": (Grant(Level.ORGANISER), Grant(Level.WORKERS), Grant(Level.AUDITOR)),
    "remarks_about": (Grant(Level.OWN_UNIT), Grant(Level.WORKERS), Grant(Level.AUDITOR)),
}
"""The circles of remarks where a manifest does not say: on the bloc's tasks, on a unit's."""


def read_circle(texts: Iterable[str], path: Path, notes: Notes) -> Circle:
    """Read a circle; the auditor is added unless it speaks of them. `texts` stand at a path."""
    grants: list[Grant] = []
    spoken = False
    for number, text in enumerate(texts):
        found = _GRANT.fullmatch(text)
        if found is None or not _fits(found):
            notes.add((*path, number), ManifestCode.GRANT, value=text)
            continue
        if found["level"] not in (*Level, _EVERYONE):
            notes.add((*path, number), ManifestCode.LEVEL, value=text, known=", ".join(LEVELS))
            continue
        spoken = spoken or found["level"] == Level.AUDITOR
        grants += _grants(found)
    return tuple(grants) if spoken else (*grants, Grant(Level.AUDITOR))


def _fits(found: re.Match[str]) -> bool:
    """Only a role is named, only the auditor left out; whom it concerns, a milestone says."""
    if found["no"]:
        return found["level"] == Level.AUDITOR and not found["milestone"] and not found["role"]
    if found["level"] == Level.CONCERNED and (found["kind"] or not found["milestone"]):
        return False
    return (found["level"] == Level.ROLE) == bool(found["role"])


def _grants(found: re.Match[str]) -> Iterator[Grant]:
    if found["no"]:
        return
    after = Moment(found["milestone"], found["kind"] or "") if found["milestone"] else None
    several = EVERYONE if found["level"] == _EVERYONE else (Level(found["level"]),)
    for level in several:
        yield Grant(level, after, found["role"] or "")
