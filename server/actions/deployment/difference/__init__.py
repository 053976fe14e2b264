"""What one version of a process has that another has not: line by line, and on the diagram."""

from collections.abc import Iterator

from server.actions.deployment.difference import drawn, files, forms, manifests, tables
from server.actions.deployment.difference.lines import (
    Change,
    DifferenceLine,
    LineGroup,
    Marks,
    Version,
)

__all__ = ["Change", "DifferenceLine", "LineGroup", "Marks", "Version", "difference", "marks"]


def difference(old: Version | None, new: Version) -> tuple[DifferenceLine, ...]:
    """List all in which two versions differ, sight first; `old` is None where there was none."""
    order = list(LineGroup)
    return tuple(sorted(_lines(old, new), key=lambda line: order.index(line.group)))


def _lines(old: Version | None, new: Version) -> Iterator[DifferenceLine]:
    yield from manifests.lines(old, new)
    yield from drawn.lines(old, new)
    yield from forms.lines(old, new)
    yield from tables.lines(old, new)
    yield from files.lines(old, new)


def marks(lines: tuple[DifferenceLine, ...]) -> Marks:
    """Say which elements and flows of the two diagrams to mark; what is new is not changed, too."""
    added = _marked(lines, Change.ADDED)
    removed = _marked(lines, Change.REMOVED)
    changed = {name for line in lines for name in line.elements} - added - removed
    return Marks(added=added, removed=removed, changed=frozenset(changed))


def _marked(lines: tuple[DifferenceLine, ...], change: Change) -> frozenset[str]:
    own = (line for line in lines if line.drawn and line.change is change)
    return frozenset(name for line in own for name in line.elements)
