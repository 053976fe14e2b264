"""The rule that from everywhere an end can be reached: where none can, a case never closes."""

from collections.abc import Iterator

from server.engine.diagram.drawing import Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition


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
