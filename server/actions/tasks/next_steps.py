"""What a diagram draws after a task: the next tasks of people, in order, or the end of the case."""

from collections.abc import Collection
from dataclasses import dataclass

from server.actions.definitions.deployed import Deployed
from server.domain.texts.words import Words
from server.engine import Definition, Element

MOST_NEXT = 3
WAITS = frozenset({"eventBasedGateway", "intermediateCatchEvent", "timer", "boundaryEvent"})


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What may come next: the people's tasks, and whether the case may end without any."""

    names: tuple[Words, ...]
    may_end: bool


def next_steps(model: Deployed, element: str) -> NextSteps:
    """Name what is drawn next after an element, at most MOST_NEXT."""
    place = (model.hash, element)
    if place not in _FOLLOWING:
        _FOLLOWING[place] = following(model.definition, element)
    names, may_end = _FOLLOWING[place]
    found = tuple(dict.fromkeys(names))[:MOST_NEXT]
    return NextSteps(tuple(model.words(name) for name in found), may_end)


_FOLLOWING: dict[tuple[str, str], tuple[list[str], bool]] = {}
"""What is drawn next, by version and element: immutable, so each process keeps it."""


def following(definition: Definition, element: str) -> tuple[list[str], bool]:
    """Name the people's tasks that a diagram draws next after one, in order.

    A drawn flow is followed until it waits for somebody else, or for another branch; a message is
    followed past the event that takes it. The second answer: whether an end of the main process
    that asks nobody anything is come to on the way.
    """
    seen, names, waiting, may_end = {element}, [], [element], False
    while waiting:
        for target in _targets(definition, waiting.pop(0)):
            if target in seen:
                continue
            seen.add(target)
            found = definition.elements[target]
            may_end |= _ends_case(definition, found)
            if found.kind == "userTask":
                names.append(found.name)
            elif found.kind != "participant":
                waiting.append(target)
    return names, may_end


def _ends_case(definition: Definition, drawn: Element) -> bool:
    of_main = drawn.kind == "endEvent" and drawn.process == definition.main
    return of_main and not definition.targets(drawn.id)


def _targets(definition: Definition, element: str) -> Collection[str]:
    drawn = [flow.target for flow in definition.scopes.ways if flow.source == element]
    joins = definition.joins.values()
    passed = [
        name for name in drawn if definition.elements[name].kind not in WAITS and name not in joins
    ]
    return [*passed, *definition.targets(element)]
