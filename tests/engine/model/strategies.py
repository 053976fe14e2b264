"""Random diagrams of everything the linter allows: blocks in blocks, and jumps across them.

A block leaves loose ends; the next node takes them all up. So every node can be reached, and what
the linter forbids is never drawn. Jumps make loops and shortcuts that are no blocks at all.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from hypothesis import strategies as st

from tests.engine.model.diagram import ANY, Diagram, Kind
from tests.engine.model.drafting import LARGEST, Block, Drafting, Draw, End
from tests.engine.model.sayings import said


def user(draft: Drafting, ends: list[End], _: int) -> list[End]:
    return [draft.put(Kind.USER, ends)]


def service(draft: Drafting, ends: list[End], _: int) -> list[End]:
    kinds = (Kind.SERVICE,) if draft.call else (Kind.SERVICE, Kind.DECISION)
    return [draft.put(draft.some(*kinds), ends)]


def throw(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    if draft.call:
        return user(draft, ends, depth)
    return [draft.put(Kind.THROW, ends, task=draft.either())]


def catch(draft: Drafting, ends: list[End], _: int) -> list[End]:
    if draft.call or draft.either():
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


def parallel_loop(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    """Go through a parallel block and back to its beginning while a condition holds."""
    entry = draft.put(Kind.EXCLUSIVE, ends)
    again = draft.put(Kind.EXCLUSIVE, parallel(draft, [entry], depth))
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
        message = not draft.call and draft.either()
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
    """Put a subprocess, where there is room; now and then it is the process of another file."""
    if len(draft.nodes) > LARGEST - 4:
        return user(draft, ends, depth)
    return (call if draft.either() else embedded)(draft, ends, depth)


def embedded(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    return _scope(draft, draft.put(Kind.SUBPROCESS, ends), depth)


def call(draft: Drafting, ends: list[End], depth: int) -> list[End]:
    return _scope(draft, draft.put(Kind.SUBPROCESS, ends, called=True), depth)


def _scope(draft: Drafting, sub: End, depth: int) -> list[End]:
    """Put a row into a subprocess, which events and errors from inside may break off."""
    before = (draft.inside, draft.branched, draft.zone, draft.thrown, draft.call)
    draft.inside, draft.branched, draft.zone = sub.source, draft.branch, draft.next_zone
    draft.thrown = []
    left = draft.row(_begun(draft, sub.source), depth + 1)
    if draft.either():
        left = [draft.put(Kind.EXCLUSIVE, left)]
        draft.fail([replace(left[0], asked=True)])
    draft.end(draft.row(left, depth + 1))
    codes = list(dict.fromkeys(draft.thrown))
    draft.inside, draft.branched, draft.zone, draft.thrown, draft.call = before
    caught = _caught(draft, codes)
    draft.thrown += [code for code in codes if not {code, ANY} & set(caught)]
    left = [sub]
    for error in [*caught, *[""] * draft.draw(st.integers(0, 2))]:
        message = not error and not draft.call and draft.either()
        event = draft.put(Kind.BOUNDARY, [], host=sub.source, message=message, error=error)
        left += draft.closed([event], depth)
    draft.zone = draft.next_zone
    return left


def _begun(draft: Drafting, sub: str) -> list[End]:
    """Put the start of a subprocess; of what is called comes next what is handed in."""
    if not draft.nodes[sub].called:
        return [draft.put(Kind.START, [])]
    draft.call = sub
    return [draft.put(Kind.INPUT, [draft.put(Kind.START, [])])]


def _caught(draft: Drafting, codes: list[str]) -> list[str]:
    """Choose which errors are caught here; in the outermost subprocess all that are left."""
    if codes and draft.either():
        return [ANY] if draft.either() else [*codes[1:], ANY]
    return [code for code in codes if not draft.inside or draft.either()]


_SIMPLE: Final[tuple[Block, ...]] = (user, user, service, throw, catch)
_BLOCKS: Final[tuple[Block, ...]] = (
    *(bounded, choice, loop, events, parallel, parallel, subprocess, subprocess),
)
FIRST: Final[Mapping[str, Block]] = {
    "subprocess": embedded,
    "boundary": bounded,
    "call": call,
    "parallel loop": parallel_loop,
}
"""What a diagram may be asked to begin with, so that every walk comes to it."""


@st.composite
def diagrams(draw: Draw, *, wild: bool = False, first: Block | None = None) -> Diagram:
    """Draw one diagram; its smallest is a start, a task and an end.

    `first` is the block it begins with, where that is not left to chance.
    A wild one may leave parallel branches by an end or a jump; the linter is to tell which of those
    are sound.
    """
    draft = Drafting(draw, _SIMPLE, _BLOCKS, wild)
    started = draft.either()
    ends = [draft.put(Kind.START, [], message=started)]
    if not started:  # the parties it talks to are begun by what it throws
        ends = [draft.put(Kind.THROW, ends)]
    ends = draft.row(first(draft, ends, 1), 1) if first else draft.row(ends, 0)
    if draft.either():
        ends = [draft.put(Kind.EXCLUSIVE, ends)]
        draft.flows.append((replace(ends[0], asked=True), draft.some(*draft.targets(draft.zone))))
    draft.end(ends)
    _jump(draft)
    return said(draw, draft.nodes.values(), [(f.source, f.asked, t) for f, t in draft.flows])


def _jump(draft: Drafting) -> None:
    """Add flows from exclusive gateways to anywhere."""
    gateways = [node.id for node in draft.nodes.values() if node.kind is Kind.EXCLUSIVE]
    for _ in range(draft.draw(st.integers(0, 4)) if gateways else 0):
        name = draft.some(*gateways)
        target = draft.some(*draft.targets(draft.zones[name], draft.nodes[name].inside))
        draft.flows.append((End(name, asked=True), target))
