"""Random diagrams of everything the linter allows: blocks in blocks, and jumps across them.

A block leaves loose ends; the next node takes them all up. So every node can be reached, and what
the linter forbids is never drawn. Jumps make loops and shortcuts that are no blocks at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from hypothesis import strategies as st

from tests.engine.model.diagram import ANY, Diagram, Flow, Kind, Node
from tests.engine.model.sayings import conditions
from tests.engine.model.terms import Day, Number

LARGEST: Final = 22
_LETTERS: Final = {kind: kind.name[:2].lower() for kind in Kind}
_TARGETS: Final = frozenset(Kind) - {Kind.START, Kind.BOUNDARY, Kind.END, Kind.PARALLEL}
_SETTING: Final = frozenset({Kind.USER, Kind.SERVICE, Kind.DECISION, Kind.CATCH})
_PASSED: Final = _SETTING | {Kind.TIMER, Kind.BOUNDARY}
_BEFORE: Final = "before"  # a fact that is given, so that there is always one to ask for

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class End:
    """A loose end: where a flow to the next node begins; `asked` where it needs a condition."""

    source: str
    asked: bool = False


@dataclass
class Drafting:
    """One diagram being drawn."""

    draw: Draw
    wild: bool = False
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[tuple[End, str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # events that belong to their gateway alone
    branch: str = ""  # the parallel branch that is being drawn
    zone: int = 0  # where jumps are free: from zone to zone is the way past a parallel block
    zones: dict[str, int] = field(default_factory=dict)
    inside: str = ""
    branched: str = ""  # the branch in which the subprocess stands that is being drawn
    thrown: list[str] = field(default_factory=list)  # errors that nothing catches yet

    def some(self, *choices: Any) -> Any:  # noqa: ANN401 - whatever is to be chosen among
        return self.draw(st.sampled_from(choices))

    def either(self) -> bool:
        return bool(self.draw(st.booleans()))

    def put(self, kind: Kind, ends: list[End], **parts: Any) -> End:  # noqa: ANN401 - a node's
        name = f"{_LETTERS[kind]}{len(self.nodes)}"
        self.nodes[name] = Node(name, kind, branch=self.branch, inside=self.inside, **parts)
        self.zones[name] = self.zone
        self.flows += [(end, name) for end in ends]
        return End(name)

    def row(self, ends: list[End], depth: int) -> list[End]:
        """Put a few blocks one after another; the loose ends that are given are taken up."""
        for _ in range(self.draw(st.integers(0 if depth else 1, max(1, 4 - depth)))):
            if not ends or len(self.nodes) >= LARGEST:
                break
            simple = depth > 3 or self.draw(st.booleans())
            block = self.some(*(_SIMPLE if simple else _BLOCKS))
            ends = block(self, ends, depth + 1)
        return ends

    def closed(self, ends: list[End], depth: int) -> list[End]:
        """Put a row that may not come back: it ends, or jumps to what is drawn already."""
        ends = self.row(ends, depth)
        how = self.draw(st.integers(0, 6))
        if how == 1 and (self.wild or self.branch == self.branched):
            self.end(ends)
            return []
        if how == 1:
            self.put(Kind.END, ends, terminates=True)
            return []
        if how == 2 and self.inside:
            self.fail(ends)
            return []
        targets = self.targets(self.zone)
        if how > 4 and targets:
            target = self.some(*targets)
            self.flows += [(end, target) for end in ends]
            return []
        return ends

    @property
    def next_zone(self) -> int:
        return max(self.zones.values()) + 1

    def fail(self, ends: list[End]) -> None:
        self.thrown.append(f"x_{self.some(*'abc')}")
        self.put(Kind.END, ends, error=self.thrown[-1])

    def end(self, ends: list[End]) -> None:
        message = self.either()
        self.put(Kind.END, ends, message=message, terminates=not message and self.either())

    def targets(self, zone: int, inside: str | None = None) -> list[str]:
        """Name what a flow may jump to from a node of this zone, in its own subprocess."""
        inside = self.inside if inside is None else inside
        here = [node for node in self.nodes.values() if node.inside == inside]
        known = [node for node in here if self.wild or self.zones[node.id] == zone]
        kinds = _TARGETS | {Kind.PARALLEL} if self.wild else _TARGETS
        return [each.id for each in known if each.kind in kinds and each.id not in self.taken]


Block = Callable[[Drafting, list[End], int], list[End]]


def user(draft: Drafting, ends: list[End], _: int) -> list[End]:
    return [draft.put(Kind.USER, ends)]


def service(draft: Drafting, ends: list[End], _: int) -> list[End]:
    return [draft.put(draft.some(Kind.SERVICE, Kind.DECISION), ends)]


def throw(draft: Drafting, ends: list[End], _: int) -> list[End]:
    return [draft.put(Kind.THROW, ends, task=draft.either())]


def catch(draft: Drafting, ends: list[End], _: int) -> list[End]:
    if draft.either():
        return [draft.put(Kind.TIMER, ends)]
    return [draft.put(Kind.CATCH, ends, task=draft.either())]


def choice(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Choose one of several ways, of which at least the first goes on."""
    gateway = draft.put(Kind.EXCLUSIVE, ends)
    left = draft.row([gateway], depth)
    for _ in range(draft.draw(st.integers(1, 2))):
        left = left + draft.closed([replace(gateway, asked=True)], depth)
    return [draft.put(Kind.PARALLEL, left)] if draft.wild and draft.either() else left


def loop(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Go through a row and back to its beginning while a condition holds."""
    entry = draft.put(draft.some(Kind.EXCLUSIVE, Kind.USER), ends)
    again = draft.put(Kind.EXCLUSIVE, draft.row([entry], depth))
    draft.flows.append((replace(again, asked=True), entry.source))
    return [again]


def events(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Wait for one of several events."""
    gateway = draft.put(Kind.EVENTS, ends)
    left: list[End] = []
    for number in range(draft.draw(st.integers(2, 3))):
        (event,) = catch(draft, [gateway], depth)
        draft.taken.add(event.source)
        left += draft.closed([event], depth) if number else draft.row([event], depth)
    return left


def bounded(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Put a task that events may interrupt."""
    task = draft.put(Kind.USER, ends)
    left = [task]
    for _ in range(draft.draw(st.integers(1, 2))):
        message = draft.either()
        event = draft.put(Kind.BOUNDARY, [], host=task.source, message=message)
        left += draft.closed([event], depth)
    return left


def merged(draft: Drafting, ends: list[End]) -> list[End]:
    """Make one of several loose ends: a parallel gateway would wait for a token on each."""
    if len(ends) == 1 or (draft.wild and draft.either()):
        return ends
    return [draft.put(Kind.EXCLUSIVE, ends)]


def parallel(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Do several things side by side; where there is no room, only one."""
    if len(draft.nodes) > LARGEST - 4:
        return user(draft, ends, depth)
    split = draft.put(Kind.PARALLEL, merged(draft, ends))
    outer, left = draft.branch, list[End]()
    for number in range(draft.draw(st.integers(2, 3))):
        draft.zone = draft.next_zone
        draft.branch = f"{split.source}/{number}"
        first = draft.some(*_SIMPLE, *_BLOCKS)
        last = draft.row(first(draft, [split], depth + 1), depth + 1)
        left += merged(draft, last)
    draft.branch = outer
    draft.zone = draft.next_zone
    joins = not draft.wild or draft.either()
    return [draft.put(Kind.PARALLEL if joins else Kind.EXCLUSIVE, left)]


def subprocess(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Put a row into a subprocess, which events and errors from inside may break off."""
    if len(draft.nodes) > LARGEST - 4:
        return user(draft, ends, depth)
    sub = draft.put(Kind.SUBPROCESS, ends)
    before = (draft.inside, draft.branched, draft.zone, draft.thrown)
    draft.inside, draft.branched, draft.zone = sub.source, draft.branch, draft.next_zone
    draft.thrown = []
    left = draft.row([draft.put(Kind.START, [])], depth + 1)
    if draft.either():
        left = [draft.put(Kind.EXCLUSIVE, left)]
        draft.fail([replace(left[0], asked=True)])
    draft.end(draft.row(left, depth + 1))
    codes = list(dict.fromkeys(draft.thrown))
    draft.inside, draft.branched, draft.zone, draft.thrown = before
    caught = _caught(draft, codes)
    draft.thrown += [code for code in codes if not {code, ANY} & set(caught)]
    left = [sub]
    for error in [*caught, *[""] * draft.draw(st.integers(0, 2))]:
        message = not error and draft.either()
        event = draft.put(Kind.BOUNDARY, [], host=sub.source, message=message, error=error)
        left += draft.closed([event], depth)
    draft.zone = draft.next_zone
    return left


def _caught(draft: Drafting, codes: list[str]) -> list[str]:
    """Choose which errors are caught here; in the outermost subprocess all that are left."""
    if codes and draft.either():
        return [ANY] if draft.either() else [*codes[1:], ANY]
    return [code for code in codes if not draft.inside or draft.either()]


_SIMPLE: Final[tuple[Block, ...]] = (user, user, service, throw, catch)
_BLOCKS: Final[tuple[Block, ...]] = (
    *(bounded, choice, loop, events, parallel, parallel, subprocess, subprocess),
)


@st.composite
def diagrams(draw: Draw, *, wild: bool = False) -> Diagram:
    """Draw one diagram; its smallest is a start, a task and an end.

    A wild one may leave parallel branches by an end or a jump; the linter is to tell which of those
    are sound.
    """
    draft = Drafting(draw, wild)
    started = draft.either()
    ends = [draft.put(Kind.START, [], message=started)]
    if not started:  # the parties it talks to are begun by what it throws
        ends = [draft.put(Kind.THROW, ends)]
    ends = draft.row(ends, 0)
    if draft.either():
        ends = [draft.put(Kind.EXCLUSIVE, ends)]
        draft.flows.append((replace(ends[0], asked=True), draft.some(*draft.targets(draft.zone))))
    draft.end(ends)
    _jump(draft)
    return _said(draft)


def _jump(draft: Drafting) -> None:
    """Add flows from exclusive gateways to anywhere."""
    gateways = [node.id for node in draft.nodes.values() if node.kind is Kind.EXCLUSIVE]
    for _ in range(draft.draw(st.integers(0, 4)) if gateways else 0):
        name = draft.some(*gateways)
        target = draft.some(*draft.targets(draft.zones[name], draft.nodes[name].inside))
        draft.flows.append((End(name, asked=True), target))


def _said(draft: Drafting) -> Diagram:
    """Fill in what the diagram says: conditions, payloads, parameters, days."""
    nodes = draft.nodes.values()
    setting = [node.id for node in nodes if node.kind in _SETTING or node.receives] + [_BEFORE]
    passed = [node.id for node in nodes if node.kind in _PASSED or node.receives] + [_BEFORE]
    numbers = st.builds(Number, st.sampled_from(setting), st.integers(0, 2))
    days = st.builds(Day, st.sampled_from(passed))
    return Diagram(
        nodes=tuple(_filled(draft, node, numbers, days) for node in draft.nodes.values()),
        flows=tuple(
            Flow(end.source, target, draft.draw(conditions(setting, passed)))
            if end.asked
            else Flow(end.source, target)
            for end, target in draft.flows
        ),
    )


def _filled(
    draft: Drafting, node: Node, numbers: st.SearchStrategy[Number], days: st.SearchStrategy[Day]
) -> Node:
    if node.throws or node.kind in {Kind.SERVICE, Kind.DECISION}:
        return replace(node, number=draft.draw(numbers))
    timed = node.kind is Kind.BOUNDARY and not node.message and not node.error
    if node.kind is Kind.TIMER or timed:
        return replace(node, day=draft.draw(days))
    return node
