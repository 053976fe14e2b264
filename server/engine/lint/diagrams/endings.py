"""Rules about ways that come to no end: none can be reached, or a step goes round for ever."""

from collections.abc import Iterator
from typing import Final

from server.engine.diagram.drawing import Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition

_CHANGES_NOTHING: Final = frozenset({Kind.EXCLUSIVE, Kind.THROW})


def endings(draft: DraftDefinition) -> Iterator[Problem]:
    """Name where ways begin that lead to no end; a process without any end breaks another rule."""
    before: dict[str, list[str]] = {}
    for source, target in draft.drawing.scopes.steps():
        before.setdefault(target, []).append(source)
    ends = list(draft.of_kind(Kind.END))
    leading = reachable_from((end.id for end in ends), before)
    ended = {end.process for end in ends}
    for element in draft.drawing.elements:
        if element.kind == Kind.POOL or element.id in leading or element.process not in ended:
            continue
        if element.kind == Kind.START or leading & set(before.get(element.id, ())):
            yield Problem("END-REACH", element.id)


def rounds(draft: DraftDefinition) -> Iterator[Problem]:
    """Name the choices of a loop in which nothing waits and nothing is left: it is never left."""
    inside = {each.id for each in draft.drawing.elements if each.kind in _CHANGES_NOTHING}
    after: dict[str, list[str]] = {}
    for source, target in draft.drawing.scopes.steps():
        if {source, target} <= inside:
            after.setdefault(source, []).append(target)
    for gateway in draft.of_kind(Kind.EXCLUSIVE):
        if gateway.id in reachable_from(after.get(gateway.id, ()), after):
            yield Problem("LOOP-ENDLESS", gateway.id)
