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
    """What may come next: the people's tasks, and whether the case may end without any.

    `joined`: it comes when the branches beside this one have come to their end as well.
    """

    names: tuple[Words, ...]
    may_end: bool
    joined: bool = False


@dataclass(frozen=True, slots=True)
class DrawnNext:
    """What a diagram draws next: names of tasks, in order; whether an end of the case; which joins.

    It is an end of the main process that asks nobody anything.
    """

    names: tuple[str, ...] = ()
    may_end: bool = False
    joins: frozenset[str] = frozenset()


def next_steps(model: Deployed, element: str) -> NextSteps:
    """Name what is drawn next, at most MOST_NEXT; where nothing is, what comes after joins."""
    place = (model.hash, element)
    if place not in _FOLLOWING:
        found = following(model.definition, element)
        joined = _behind(model.definition, found.joins) if _nothing(found) else None
        _FOLLOWING[place] = joined or found, joined is not None
    found, behind = _FOLLOWING[place]
    names = tuple(dict.fromkeys(found.names))[:MOST_NEXT]
    return NextSteps(tuple(model.words(name) for name in names), found.may_end, behind)


_FOLLOWING: dict[tuple[str, str], tuple[DrawnNext, bool]] = {}
"""What is drawn next, by version and element: immutable, so each process keeps it."""


def following(definition: Definition, *elements: str) -> DrawnNext:
    """Tell what a diagram draws next after elements.

    A drawn flow is followed until it waits for somebody else, or for another branch; a message is
    followed past the event that takes it.
    """
    seen, waiting, names, may_end = {*elements}, [*elements], list[str](), False
    joins = frozenset(definition.joins.values())
    while waiting:
        for target in _targets(definition, waiting.pop(0)):
            if target in seen:
                continue
            seen.add(target)
            found = definition.elements[target]
            may_end |= _ends_case(definition, found)
            if found.kind == "userTask":
                names.append(found.name)
            elif found.kind != "participant" and target not in joins:
                waiting.append(target)
    return DrawnNext(tuple(names), may_end, frozenset(seen & joins - {*elements}))


def _behind(definition: Definition, joins: Collection[str]) -> DrawnNext:
    """Tell what comes behind joins, and behind those that they lead to."""
    found, passed = DrawnNext(joins=frozenset(joins)), set[str]()
    while _nothing(found) and (ahead := found.joins - passed):
        passed |= ahead
        found = following(definition, *sorted(ahead))
    return found


def _nothing(found: DrawnNext) -> bool:
    return not (found.names or found.may_end)


def _ends_case(definition: Definition, drawn: Element) -> bool:
    of_main = drawn.kind == "endEvent" and drawn.process == definition.main
    return of_main and not definition.targets(drawn.id)


def _targets(definition: Definition, element: str) -> Collection[str]:
    drawn = [flow.target for flow in definition.scopes.ways if flow.source == element]
    passed = [name for name in drawn if definition.elements[name].kind not in WAITS]
    return [*passed, *definition.targets(element)]
