"""The token game of BPMN 2.0, chapter 13, on an abstract diagram: what ought to happen.

It is written from the standard, and imports nothing of the engine or its library. A process is a
list of tokens; a step moves one that waited, and then every token that need not wait, the first one
first, as far as it gets. Nothing of the past is kept but the facts and how often each node was
passed, so there is nothing here that could be compacted.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from tests.engine.model.diagram import Diagram, Flow, Kind, Node
from tests.engine.model.terms import Facts, Lasting, Value

Operate = Callable[[int, Facts], Value]
Decide = Callable[[int], Value]

_WAITING = frozenset({Kind.USER, Kind.CATCH, Kind.TIMER, Kind.EVENTS})


def word(number: int) -> str:
    """Give the word that a called process says with a number."""
    return {0: "go", 1: "back"}.get(number, "stay")


class TooOften(Exception):
    """A node was passed more often than is allowed, in all or in one step."""

    def __init__(self, node: str) -> None:
        super().__init__(node)
        self.node = node


@dataclass(eq=False)
class Token:
    """One token; it gets a number each time it comes to rest, and is not moving while it waits.

    `since` is the day it came to rest.
    """

    at: str
    number: int
    moving: bool = True
    since: int = 0


@dataclass
class Game:
    """One process under way; `passed`, `thrown` and `chosen` are those of the latest step.

    `clock` is the day of the latest step: each is a day later than the one before.
    """

    diagram: Diagram
    facts: dict[str, Value]
    operate: Operate
    decide: Decide
    most: int = 100
    most_a_step: int = 10
    tokens: list[Token] = field(default_factory=list)
    laps: dict[str, int] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    thrown: list[tuple[str, Value]] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    early: list[tuple[str, str, Value]] = field(default_factory=list)
    """What was said before its catch: the catch, who said it, and what; the oldest first."""
    numbers: int = 0
    clock: int = 0

    @property
    def done(self) -> bool:
        return not self.tokens

    def open(self) -> dict[int, str]:
        """Give the tasks that wait for a person, each with the number of its token."""
        return {token.number: token.at for token in self.tokens if self.kind(token) is Kind.USER}

    def armed(self) -> list[tuple[str, Value]]:
        """Give what waits for an event, each with its day where it is a timer."""
        events = [(node, token) for token in self.tokens for node in self.events(token)]
        return [(node.id, self.due(node, token)) for node, token in events if not node.error]

    def due(self, node: Node, token: Token) -> Value:
        """Give the day of a timer at which a token waits; None for a message."""
        if isinstance(node.day, Lasting):
            return node.day.of(token.since)
        return node.day.of(self.facts) if node.day else None

    def places(self) -> list[str]:
        """Give where there is a token, and each event on what it is at; in a subprocess, inside."""
        events = [node.id for token in self.tokens for node in self.events(token) if node.host]
        here = [token.at for token in self.tokens if self.kind(token) is not Kind.SUBPROCESS]
        return here + events

    def begin(self, payload: Value) -> "Game":
        """Put the first token on the start event."""
        after = self.copied()
        start = self.diagram.of_kind(Kind.START)[0]
        after.tokens.append(Token(start.id, 0))
        if start.message:
            after.facts[start.id] = payload
        return after.run()

    def complete(self, number: int, result: Value) -> "Game":
        """Complete the task at which the token of this number waits."""
        after = self.copied()
        token = next(token for token in after.tokens if token.number == number)
        after.facts[token.at] = result
        after.leave(token)
        return after.run()

    def occur(self, event: str, payload: Value) -> "Game":
        """Let an event occur that something waits for: a message, or the day of a timer."""
        after = self.copied()
        after.happen(event, payload)
        return after.run()

    def awaits(self, event: str) -> bool:
        """Tell whether a token can still come to a catch."""
        return any(event in self.diagram.ahead(token.at) for token in self.tokens)

    def hear(self, catch: str, who: str, payload: Value) -> "Game":
        """Keep a message for a catch to which a token will come: the newest of who says it."""
        after = self.copied()
        after.early = [each for each in after.early if each[:2] != (catch, who)]
        after.early.append((catch, who, payload))
        return after

    def move(self, number: int, target: str) -> "Game":
        """Take the token of an open task to another task; nothing is passed."""
        after = self.copied()
        token = next(token for token in after.tokens if token.number == number)
        token.at, token.moving = target, True
        return after.run()

    def copied(self) -> "Game":
        """Give a copy to move, so that a step that is refused has changed nothing."""
        after = deepcopy(self, {id(self.diagram): self.diagram})
        after.clock += 1
        after.passed.clear()
        after.thrown.clear()
        after.chosen.clear()
        return after

    def run(self) -> "Game":
        """Move what moves; at rest let happen what was said before, and forget what is too late."""
        while token := next((token for token in self.tokens if token.moving), None):
            self.enter(token)
        waits = {event for event, _ in self.armed()} if self.early else set()
        if said := next((each for each in self.early if each[0] in waits), None):
            self.early.remove(said)
            self.happen(said[0], said[2])
            return self.run()
        self.early = [each for each in self.early if self.awaits(each[0])]
        return self

    def happen(self, event: str, payload: Value) -> None:
        """Let the token that waits for an event pass it."""
        token = next(
            token for token in self.tokens for each in self.events(token) if each.id == event
        )
        self.facts[event] = payload
        self.empty(token)
        if self.kind(token) is Kind.EVENTS:
            self.count(token.at)
        token.at = event
        self.leave(token)

    def enter(self, token: Token) -> None:
        """Let a token come to a node: it waits there, or passes it at once."""
        node = self.diagram.node(token.at)
        if node.kind in _WAITING:
            token.moving, token.number, token.since = False, self.fresh(), self.clock
            return
        if node.kind is Kind.SUBPROCESS or (node.kind is Kind.PARALLEL and not self.joined(token)):
            token.moving, token.since = False, self.clock
            self.begin_inside(token)
            return
        self.work(node)
        if node.throws:
            carried: Value = {"n": node.number.of(self.facts)} if node.number else {}
            self.thrown.append((node.id, carried))
            asked = self.diagram.asks  # what it said was to an earlier question
            self.early = [each for each in self.early if each[1] != asked]
        self.leave(token)

    def work(self, node: Node) -> None:
        """Do what a node does by itself; who is called knows nothing of a call before."""
        if node.number is None:
            return
        number = node.number.of(self.facts)
        match node.kind:
            case Kind.INPUT:
                call = self.diagram.call(node)
                here = [each.id for each in self.diagram.nodes if self.holds(call, each)]
                self.facts = {name: each for name, each in self.facts.items() if name not in here}
                self.facts[node.id] = {"n": number, "verdict": "go"}
            case Kind.SERVICE:
                self.facts[node.id] = self.operate(number, self.facts)
            case Kind.DECISION:
                self.facts[node.id] = self.decide(number)
            case _:
                return

    def begin_inside(self, token: Token) -> None:
        """Put a token on the start of the subprocess at which a token is, if it is one."""
        starts = (n for n in self.diagram.within(token.at) if n.kind is Kind.START)
        place = self.tokens.index(token) + 1
        self.tokens[place:place] = [Token(start.id, 0) for start in starts]

    def leave(self, token: Token) -> None:
        """Let a token pass its node: what it puts out stands where it stood."""
        self.count(token.at)
        node = self.diagram.node(token.at)
        if node.kind is Kind.END and node.error:
            self.happen(self.diagram.catching(node).id, {})
            return
        place, flows = self.tokens.index(token), self.ways(token)
        if self.kind(token) is Kind.EXCLUSIVE and self.diagram.node(token.at).branch:
            self.chosen.append((token.at, flows[0].target))
        self.tokens[place : place + 1] = [Token(flow.target, 0) for flow in flows]
        if node.terminates:
            self.tokens = [each for each in self.tokens if not self.is_in(each, node.inside)]
        around = [each for each in self.tokens if each.at == node.inside]
        if around and not any(self.is_in(each, node.inside) for each in self.tokens):
            self.passed_whole(around[0])

    def passed_whole(self, token: Token) -> None:
        """Let a token leave a subprocess that has ended; one that was called says something."""
        node = self.diagram.node(token.at)
        if node.called and node.number:
            number = node.number.of(self.facts)
            self.facts[node.id] = {"n": number, "verdict": word(number)}
        self.leave(token)

    def empty(self, token: Token) -> None:
        """Take away all tokens in the subprocess at which a token is; elsewhere there are none."""
        self.tokens = [each for each in self.tokens if not self.is_in(each, token.at)]

    def is_in(self, token: Token, subprocess: str) -> bool:
        """Tell whether a token is in a subprocess, or in one within it."""
        return self.holds(subprocess, self.diagram.node(token.at))

    def holds(self, subprocess: str, node: Node) -> bool:
        """Tell whether a node is drawn in a subprocess, or in one within it."""
        inside = node.inside
        while inside and inside != subprocess:
            inside = self.diagram.node(inside).inside
        return inside == subprocess

    def joined(self, token: Token) -> bool:
        """Take one token from each way into a parallel gateway, once there is one on each."""
        others = [each for each in self.tokens if each.at == token.at and each is not token]
        if len(others) + 1 < len(self.diagram.entering(token.at)):
            return False
        self.tokens = [each for each in self.tokens if each not in others]
        return True

    def ways(self, token: Token) -> list[Flow]:
        """Give the flows a token leaves on: all of a parallel gateway, none of an end, else one."""
        flows = self.diagram.leaving(token.at)
        if self.kind(token) in {Kind.PARALLEL, Kind.END}:
            return flows
        asked = (flow for flow in flows if flow.condition and flow.condition.holds(self.facts))
        return [next(asked, None) or next(flow for flow in flows if flow.condition is None)]

    def count(self, node: str) -> None:
        self.laps[node] = self.laps.get(node, 0) + 1
        if self.laps[node] > self.most or self.passed.count(node) >= self.most_a_step:
            raise TooOften(node)
        self.passed.append(node)

    def events(self, token: Token) -> Iterator[Node]:
        """Give the events a token waits for: its own, its gateway's, or those on its task."""
        match self.kind(token):
            case Kind.CATCH | Kind.TIMER:
                yield self.diagram.node(token.at)
            case Kind.EVENTS:
                flows = self.diagram.leaving(token.at)
                yield from (self.diagram.node(flow.target) for flow in flows)
            case Kind.USER | Kind.SUBPROCESS:
                yield from self.diagram.boundaries(token.at)
            case _:
                return

    def kind(self, token: Token) -> Kind:
        return self.diagram.node(token.at).kind

    def fresh(self) -> int:
        self.numbers += 1
        return self.numbers
