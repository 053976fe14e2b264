"""Messages that come before the catch they belong to: kept with the instance until it waits there.

A message is kept while a token can still come to its catch; each sender has one at each catch, the
newest. Asked again, a sender will answer again: what it said before is dropped, so that in a loop
no answer of an earlier lap is taken for one to the newest question.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from server.engine.diagram.drawing import Kind
from server.engine.reading import Definition
from server.engine.values import JSON
from server.engine.ways import answers, reached


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a message: a process, and the key it runs for."""

    process: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Early:
    """A message that waits for its catch; the oldest is taken first."""

    element: str
    sender: Sender
    payload: JSON


def keepable(definition: Definition, element: str) -> bool:
    """Tell whether a message may wait for an element: a catch of its own, and no count of many."""
    drawn = definition.elements[element]
    counts = "await" in drawn.properties
    return drawn.kind == Kind.CATCH and drawn.message is not None and not counts


def expected(definition: Definition, element: str, here: Iterable[str]) -> bool:
    """Tell whether a token at one of these elements can still come to an element."""
    return any(element in reached(definition, name) for name in here)


def kept(
    definition: Definition, early: Sequence[Early], here: Collection[str]
) -> tuple[Early, ...]:
    """Leave out the messages whose catch no token can come to any more."""
    return tuple(each for each in early if expected(definition, each.element, here))


def added(early: Sequence[Early], new: Early) -> list[Early]:
    """Keep one message more, in the place of what its sender had there before."""
    same = (new.element, new.sender)
    return [*(each for each in early if (each.element, each.sender) != same), new]


def unanswered(
    definition: Definition, early: Sequence[Early], asking: str, to: Collection[str] | None
) -> list[Early]:
    """Drop what those had said who are asked again by a throw; `to` are their keys, None all."""

    def asked(each: Early) -> bool:
        return any(
            definition.elements[target].process == each.sender.process
            and (to is None or each.sender.key in to)
            and answers(definition, target, each.element)
            for target in definition.targets(asking)
        )

    return [each for each in early if not asked(each)]
