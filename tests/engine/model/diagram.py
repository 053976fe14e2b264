"""An abstract diagram of one process: what the token game plays, and what is drawn for the engine.

It knows nothing of the engine, and neither does the game.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from tests.engine.model.terms import Condition, Day, Lasting, Number


class Kind(Enum):
    """The kinds of node of BPMN that a process of ours may hold."""

    START = auto()
    END = auto()
    THROW = auto()
    CATCH = auto()
    TIMER = auto()
    BOUNDARY = auto()
    USER = auto()
    SERVICE = auto()
    DECISION = auto()
    EXCLUSIVE = auto()
    EVENTS = auto()
    PARALLEL = auto()
    SUBPROCESS = auto()
    INPUT = auto()


@dataclass(frozen=True)
class Node:
    """One node; `message` on a start, an end or a boundary event, `day` where it is a timer.

    `terminates` is an end that ends all; `task` a throw or catch that is drawn as a task. `branch`
    is empty, or names the innermost parallel branch it is drawn in; `inside` the innermost
    subprocess. `error` is what an end throws or a boundary event catches, `ANY` for whatever comes.
    `called` is a subprocess that is drawn as the call of another file's process: what stands in it
    has its id before its own and knows nothing outside, and its `number` is what it says at its
    end. An input stands behind the start in there, and its number is what is handed in.
    """

    id: str
    kind: Kind
    message: bool = False
    host: str = ""
    number: Number | None = None
    day: Day | Lasting | None = None
    branch: str = ""
    terminates: bool = False
    task: bool = False
    inside: str = ""
    error: str = ""
    called: bool = False

    @property
    def throws(self) -> bool:
        return self.kind is Kind.THROW or (self.kind is Kind.END and self.message)

    @property
    def receives(self) -> bool:
        return self.kind is Kind.CATCH or (
            self.kind in {Kind.START, Kind.BOUNDARY} and self.message
        )


ANY = "*"
SENDER = "sender"
"""The party that sends a diagram its messages; nobody else is begun by it and answers."""


@dataclass(frozen=True)
class Flow:
    """One sequence flow; without a condition it is the only one of its source, or the default."""

    source: str
    target: str
    condition: Condition | None = None


@dataclass(frozen=True)
class Diagram:
    """One process, in the order it is drawn."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    def node(self, name: str) -> Node:
        return self.by_id[name]

    def leaving(self, name: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.source == name]

    def entering(self, name: str) -> list[Flow]:
        return [flow for flow in self.flows if flow.target == name]

    def ahead(self, name: str) -> set[str]:
        """Name the nodes that a token at this node can still come to."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            here = waiting.pop()
            targets = self._next(self.node(here)) | {
                node.id for node in self.boundaries(here) if not node.error
            }
            if here in found:  # a token at a subprocess has begun it already
                targets |= {node.id for node in self.within(here) if node.kind is Kind.START}
            waiting += targets - found
            found |= targets
        return found

    def _next(self, node: Node) -> set[str]:
        """Name where a token goes on: from a subprocess only when one inside has come to an end."""
        if node.kind is Kind.END and node.error:
            return {self.catching(node).id}
        source = node.inside if node.kind is Kind.END else node.id
        if node.kind is Kind.SUBPROCESS:
            return set()
        return {flow.target for flow in self.leaving(source)}

    def call(self, node: Node) -> str:
        """Name the innermost call that a node stands in, empty for none."""
        inside = node.inside
        while inside and not self.node(inside).called:
            inside = self.node(inside).inside
        return inside

    def known_at(self, node: Node) -> str:
        """Name the call of which a node's expressions speak: at the border, of one side alone."""
        if node.called:
            return node.id
        return self.call(self.node(self.call(node)) if node.kind is Kind.INPUT else node)

    @cached_property
    def asks(self) -> str:
        """Name whom its throws begin anew: the sender, unless that has begun it itself."""
        return "" if self.of_kind(Kind.START)[0].message else SENDER

    def boundaries(self, host: str) -> Iterator[Node]:
        return (node for node in self.nodes if node.host == host)

    def within(self, subprocess: str) -> Iterator[Node]:
        """Give what is drawn in a subprocess, what is in another one in there left out."""
        return (node for node in self.nodes if node.inside == subprocess)

    def catching(self, end: Node) -> Node:
        """Give the event that catches an error: on the innermost subprocess where one does."""
        host = end.inside
        while host:
            on = [each for each in self.boundaries(host) if each.error in {end.error, ANY}]
            if on:
                return min(on, key=lambda each: each.error == ANY)
            host = self.node(host).inside
        raise LookupError(end.id)

    def of_kind(self, *kinds: Kind) -> list[Node]:
        return [node for node in self.nodes if node.kind in kinds]
