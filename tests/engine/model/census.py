"""What random walks came to: how many of them passed each kind of thing a process may hold."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from tests.engine.model.diagram import Diagram, Kind, Node
from tests.engine.model.terms import Lasting

SOME: Final = 500
_SCOPES: Final = ("subprocess", "call")
_EVENTS: Final = ("day", "duration", "message", "error")
EVERY: Final = frozenset({
    *(f"{event} on a task" for event in _EVENTS if event != "error"),
    *(f"{event} on a {scope}" for scope in _SCOPES for event in _EVENTS),
    *(f"{scope} {where}" for scope in _SCOPES for where in ("begun", "ended", "in laps")),
    *(f"{inner} in a {scope}" for scope in _SCOPES for inner in ("call", "parallel block")),
    *(f"subprocess in a {where}" for where in (*_SCOPES, "parallel block")),
    "call in a parallel block",
    *("parallel block", "parallel block in laps", "choice by events", "day", "duration"),
    *("throw", "catch", "send task", "receive task", "terminate", "terminate in a call"),
    *("service", "decision table", "message start", "error end", "message end"),
})  # fmt: skip
"""Every kind there is."""


@dataclass
class Census:
    """How many walks there were, and how many of them passed each kind."""

    first: str
    """What their diagrams begin with."""
    walks: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def count(self, diagram: Diagram, laps: Mapping[str, int]) -> None:
        """Take in one walk: how often it passed each node."""
        self.walks += 1
        passed = [node for node in diagram.nodes if laps.get(node.id)]
        self.kinds.update({kind for node in passed for kind in _kinds(diagram, node, laps)})
        if self.walks % SOME == 0:
            print(f"{self.first} first: {self.walks:,} walks", flush=True)  # noqa: T201 - how far it is

    def __str__(self) -> str:
        each = (f"{self.kinds[kind]:7,} {kind}" for kind in sorted(self.kinds))
        return "\n".join((f"{self.first} first: {self.walks:,} walks", *each))


def _kinds(diagram: Diagram, node: Node, laps: Mapping[str, int]) -> Iterator[str]:
    match node.kind:
        case Kind.SUBPROCESS:
            yield f"{_scope(node)} ended"
        case Kind.BOUNDARY:
            host = diagram.node(node.host)
            what = _scope(host) if host.kind is Kind.SUBPROCESS else "task"
            yield f"{_event(node)} on a {what}"
        case Kind.PARALLEL:
            yield "parallel block"
            yield from ["parallel block in laps"] * (laps[node.id] > 1)
            yield from (f"parallel block in a {each}" for each in _around(diagram, node))
        case Kind.START if node.inside:
            yield from _begun(diagram, diagram.node(node.inside), laps[node.id])
        case Kind.END if node.terminates:
            yield "terminate"
            yield from ["terminate in a call"] * bool(diagram.call(node))
        case _:
            yield from _plain(node)


def _begun(diagram: Diagram, scope: Node, times: int) -> Iterator[str]:
    yield f"{_scope(scope)} begun"
    yield from [f"{_scope(scope)} in laps"] * (times > 1)
    yield from (f"{_scope(scope)} in a {each}" for each in _around(diagram, scope))
    yield from [f"{_scope(scope)} in a parallel block"] * bool(scope.branch)


def _around(diagram: Diagram, node: Node) -> set[str]:
    return {_scope(diagram.node(node.inside))} if node.inside else set()


def _scope(node: Node) -> str:
    return "call" if node.called else "subprocess"


def _event(node: Node) -> str:
    if node.error:
        return "error"
    if node.day is None:
        return "message"
    return "duration" if isinstance(node.day, Lasting) else "day"


def _plain(node: Node) -> Iterator[str]:
    named = {
        Kind.THROW: "send task" if node.task else "throw",
        Kind.CATCH: "receive task" if node.task else "catch",
        Kind.EVENTS: "choice by events",
        Kind.TIMER: _event(node),
        Kind.SERVICE: "service",
        Kind.DECISION: "decision table",
        Kind.START: "message start" if node.message else "",
        Kind.END: "error end" if node.error else "message end" if node.message else "",
    }
    yield from filter(None, [named.get(node.kind)])
