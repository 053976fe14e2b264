"""Where a throw goes in a case, and when a wait for all goes on; what that does is its caller's."""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import Final, NamedTuple

from server.engine.diagram.drawing import Kind
from server.engine.reading import Definition
from server.engine.states import noted
from server.engine.values import JSON

ALL: Final = "all"
"""What the `await` of a catch says."""
ASKED: Final = "asked"


class Effect(Enum):
    """What a message does where it comes to."""

    WITHDRAW = auto()
    """What runs of the process is taken out."""
    BEGIN_EACH = auto()
    REACH_EACH = auto()
    """Each that it is for, of a process that runs once for each of a set."""
    ARRIVE = auto()
    """The sender is counted in: it is one of those a wait waits for."""
    BEGIN = auto()
    REACH = auto()


class Destination(NamedTuple):
    """One end of a throw's message flows: the element, its process, and the set that is run for."""

    effect: Effect
    element: str
    process: str
    each: str


def destinations(definition: Definition, process: str, thrown: str) -> Iterator[Destination]:
    """Give where a message of an element goes that an instance of a process throws, as drawn."""
    for target in definition.targets(thrown):
        to = definition.processes[definition.elements[target].process]
        effect = _effect(definition, process, target)
        yield Destination(effect, target, to.id, to.each or "")


def _effect(definition: Definition, sender: str, target: str) -> Effect:
    element = definition.elements[target]
    process = definition.processes[element.process]
    starts = element.kind == Kind.START
    if target == process.pool:
        return Effect.WITHDRAW
    if process.each:
        return Effect.BEGIN_EACH if starts else Effect.REACH_EACH
    if definition.processes[sender].each and element.properties.get("await"):
        return Effect.ARRIVE
    return Effect.BEGIN if starts else Effect.REACH


def waits_for_all(definition: Definition, armed: Iterable[str]) -> list[str]:
    """Name those of the armed elements that wait until all have come in."""
    return [name for name in armed if definition.elements[name].properties.get("await") == ALL]


def going_on(
    definition: Definition, doc: str, wait: str, *, still: int, asked: int
) -> dict[str, JSON] | None:
    """Give the message on which a wait for all goes on; None where it waits on.

    `still` counts who has not come in, `asked` how often any was asked: it goes on when somebody
    was asked since it last did. Raises StateUnreadable.
    """
    if still or asked <= askings(doc, wait):
        return None
    return {"from": list[JSON](sorted(definition.senders(wait))), ASKED: asked}


def askings(doc: str, wait: str) -> int:
    """Say how many askings a wait had counted when it last went on; raises StateUnreadable."""
    known = noted(doc, wait)
    times = known.get(ASKED, 0) if isinstance(known, dict) else 0
    return times if isinstance(times, int) else 0
