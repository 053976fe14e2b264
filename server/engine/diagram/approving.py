"""Which tasks approve one and the same work in each other's stead."""

from collections.abc import Iterable, Mapping

from server.engine.diagram.branches import Path, beside
from server.engine.diagram.drawing import Element
from server.engine.diagram.scopes import Scopes, reachable_from


def alternatives(
    elements: Iterable[Element], scopes: Scopes, paths: Mapping[str, Path], approving: Element
) -> frozenset[str]:
    """Name the other tasks that approve the same work, where a way comes to one of them alone.

    None leads to another before the work is done again, and none stands in a branch beside another:
    whoever chairs approves, be it the leader or the deputy.
    """
    ahead, again = scopes.ahead(), frozenset({approving.approves or ""})

    def leads(one: str, other: str) -> bool:
        return other in reachable_from(ahead.get(one, ()), ahead, without=again)

    return frozenset(
        each.id
        for each in elements
        if each.approves == approving.approves
        and each.id != approving.id
        and not leads(each.id, approving.id)
        and not leads(approving.id, each.id)
        and not beside(paths.get(each.id, ()), paths.get(approving.id, ()))
    )
