"""What must hold of a case's name: nobody reads in it what is closed to them."""

from collections.abc import Iterator
from typing import Final

from server.domain.manifest.checks.finding import Finding, Judged
from server.domain.manifest.entries import Circle, Grant, Level
from server.domain.manifest.outline import OPENING

SUBJECT: Final = "{subject}"
_OF_THE_BLOC: Final = frozenset({Level.OWN_UNIT, Level.ORGANISER, Level.CONCERNED})
"""Levels whose every post is of the bloc."""


def known_by_name(judged: Judged) -> Iterator[Finding]:
    """Refuse that somebody knows of a case, and its subject, before they see what was typed.

    Where the manifest says who sees that; else the name alone is shown.
    """
    manifest = judged.manifest
    entry = manifest.tasks.get(OPENING)
    circle = manifest.sight.get(entry.see) if entry else None
    if entry is None or circle is None or SUBJECT not in manifest.name:
        return
    for grant in manifest.known:
        if grant.level is not Level.AUDITOR and not _within(grant, circle):
            yield Finding("KNOWN", ("known",), {"level": said(grant), "circle": entry.see})


def titles(judged: Judged) -> Iterator[Finding]:
    """Refuse that a task's title says what is closed to somebody who knows of the case.

    History and lists name tasks to all of them; what names the case itself has its own rule.
    """
    manifest = judged.manifest
    for task, elements in judged.outline.titles.items():
        for element in elements:
            entry = manifest.tasks.get(element)
            name = (entry.history or entry.see) if entry else ""
            circle = manifest.sight.get(name, ())
            hidden = [grant for grant in manifest.known if not _within(grant, circle)]
            if element != OPENING and hidden:
                holes = {"task": task, "element": element, "level": said(hidden[0])}
                yield Finding("TITLE-HIDDEN", ("tasks", task), holes)


def _within(grant: Grant, circle: Circle) -> bool:
    return any(
        each.after in {None, grant.after}
        and (
            (each.level, each.role) == (grant.level, grant.role)
            or (each.level is Level.BLOC and grant.level in _OF_THE_BLOC)
        )
        for each in circle
    )


def said(grant: Grant) -> str:
    """Write a grant as in a manifest."""
    level = f"{grant.level}:{grant.role}" if grant.role else str(grant.level)
    return f"{level} after {grant.after}" if grant.after else level
