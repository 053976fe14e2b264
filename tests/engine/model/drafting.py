"""A random diagram while it is drawn: its nodes, its loose ends, what may be put where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from hypothesis import strategies as st

from tests.engine.model.diagram import Kind, Node

LARGEST: Final = 22
_LETTERS: Final = {kind: kind.name[:2].lower() for kind in Kind}
_TARGETS: Final = frozenset(Kind) - {
    *(Kind.START, Kind.BOUNDARY, Kind.END, Kind.PARALLEL, Kind.INPUT),
}

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
    simple: "tuple[Block, ...]"
    blocks: "tuple[Block, ...]"
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
    call: str = ""  # the process of another file that is being drawn: it hears and sends nothing

    def some(self, *choices: Any) -> Any:  # noqa: ANN401 - whatever is to be chosen among
        return self.draw(st.sampled_from(choices))

    def either(self) -> bool:
        return bool(self.draw(st.booleans()))

    def put(self, kind: Kind, ends: list[End], **parts: Any) -> End:  # noqa: ANN401 - a node's
        before = f"{self.call}__" if self.call else ""
        own = "opening" if kind is Kind.INPUT else f"{_LETTERS[kind]}{len(self.nodes)}"
        name = f"{before}{own}"
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
            block = self.some(*(self.simple if simple else self.blocks))
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
        message = not self.call and self.either()
        self.put(Kind.END, ends, message=message, terminates=not message and self.either())

    def targets(self, zone: int, inside: str | None = None) -> list[str]:
        """Name what a flow may jump to from a node of this zone, in its own subprocess."""
        inside = self.inside if inside is None else inside
        here = [node for node in self.nodes.values() if node.inside == inside]
        known = [node for node in here if self.wild or self.zones[node.id] == zone]
        kinds = _TARGETS | {Kind.PARALLEL} if self.wild else _TARGETS
        return [each.id for each in known if each.kind in kinds and each.id not in self.taken]


Block = Callable[[Drafting, list[End], int], list[End]]
