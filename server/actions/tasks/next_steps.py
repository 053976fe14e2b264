"""What a diagram draws after a task: the next tasks of people, in order."""

from collections.abc import Collection

from server.actions.definitions.deployed import Deployed
from server.domain.texts.words import Words
from server.engine import Definition

MOST_NEXT = 3
WAITS = frozenset({"eventBasedGateway", "intermediateCatchEvent", "timer", "boundaryEvent"})


def next_steps(model: Deployed, element: str) -> tuple[Words, ...]:
    """Name what is drawn next after an element, at most MOST_NEXT."""
    place = (model.hash, element)
    if place not in _FOLLOWING:
        _FOLLOWING[place] = tuple(dict.fromkeys(following(model.definition, element)))
    return tuple(model.words(name) for name in _FOLLOWING[place][:MOST_NEXT])


_FOLLOWING: dict[tuple[str, str], tuple[str, ...]] = {}
"""What is drawn next, by version and element: immutable, so each process keeps it."""


def following(definition: Definition, element: str) -> list[str]:
    """Name the people's tasks that a diagram draws next after one, in order.

    A drawn flow is followed until it waits for somebody else, or for another branch; a message is
    followed past the event that takes it.
    """
    seen, names, waiting = {element}, [], [element]
    while waiting:
        for target in _targets(definition, waiting.pop(0)):
            if target in seen:
                continue
            seen.add(target)
            found = definition.elements[target]
            if found.kind == "userTask":
                names.append(found.name)
            elif found.kind != "participant":
                waiting.append(target)
    return names


def _targets(definition: Definition, element: str) -> Collection[str]:
    drawn = [flow.target for flow in definition.flows if flow.source == element]
    joins = definition.joins.values()
    passed = [
        name for name in drawn if definition.elements[name].kind not in WAITS and name not in joins
    ]
    return [*passed, *definition.targets(element)]
