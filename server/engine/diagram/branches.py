"""Parallel branches: which gateway joins what which gateway split, and what stands in a branch.

The rule is that of blocks. Every branch of a split comes back to one join, once, and no other way
leads in or out: no end but one that ends all, no jump, no boundary event. So at most one token is
ever in a branch, and a join waits for exactly those its split has sent out; a loop around the whole
block comes back to it with the one token that has left it, so each lap is a block of its own.

What takes a token out of a subprocess takes all of them out, with all branches in there: so an
error end may stand in a branch, and the events on a subprocess stand where that begins.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from server.engine.diagram.drawing import Drawing, Kind
from server.engine.diagram.elements import ATTACHED
from server.engine.errors import Problem

Path: TypeAlias = "tuple[tuple[str, int], ...]"
"""The branches an element stands in, from the outermost in: split and number of the branch."""


@dataclass(frozen=True, slots=True)
class Branches:
    """Where each element stands, the join of each split, and what breaks the rule."""

    paths: Mapping[str, Path]
    joins: Mapping[str, str]
    problems: tuple[Problem, ...]


def branches(drawing: Drawing) -> Branches:
    """Follow every flow once and tell where it leads."""
    walk = _Walk(drawing)
    walk.go()
    joins = {split: join for join in walk.joins for split in walk.joined(join)}
    problems = tuple(dict.fromkeys(walk.problems(joins)))
    return Branches(MappingProxyType(walk.paths), MappingProxyType(joins), problems)


def beside(one: Path, other: Path) -> bool:
    """Tell whether two elements stand in different branches of one split."""
    parted = next((pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]), None)
    return parted is not None and parted[0][0] == parted[1][0]


@dataclass(slots=True)
class _Walk:
    drawing: Drawing
    ahead: dict[str, list[str]] = field(default_factory=dict)
    before: dict[str, list[str]] = field(default_factory=dict)
    attached: dict[str, list[str]] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    arrivals: dict[str, list[Path]] = field(default_factory=dict)
    crossed: dict[str, Path] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()
    final: Mapping[str, str] = field(default_factory=dict)
    gateways: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        entries, caught = self.drawing.scopes.entries, self.drawing.scopes.caught
        for flow in self.drawing.ways:
            if flow.source not in caught:
                self.ahead.setdefault(flow.source, []).append(flow.target)
                self.before.setdefault(flow.target, []).append(flow.source)
        for element in self.drawing.elements:
            if element.kind in ATTACHED:
                host = element.attached or ""
                self.attached.setdefault(entries.get(host, host), []).append(element.id)
        kinds = [(each.id, each.kind) for each in self.drawing.elements]
        self.ends = frozenset(name for name, kind in kinds if kind == Kind.END)
        final = (each for each in self.drawing.elements if each.terminates)
        self.final = {each.id: entries.get(each.inside, "") for each in final}
        self.gateways = tuple(name for name, kind in kinds if kind == Kind.PARALLEL)

    @property
    def splits(self) -> list[str]:
        return [name for name in self.gateways if len(self.ahead.get(name, ())) > 1]

    @property
    def joins(self) -> list[str]:
        return [name for name in self.gateways if len(self.before.get(name, ())) > 1]

    def go(self) -> None:
        splits, joins = frozenset(self.splits), frozenset(self.joins)
        starts = [each.id for each in self.drawing.elements if each.kind == Kind.START]
        self.paths = dict.fromkeys(starts, ())
        waiting = starts
        while waiting:
            name = waiting.pop()
            for target, way in self.onward(name, splits):
                if target not in self.paths:
                    waiting.append(target)
                self.arrive(target, way, joins)

    def onward(self, name: str, splits: frozenset[str]) -> Iterator[tuple[str, Path]]:
        path = self.paths[name]
        for number, target in enumerate(self.ahead.get(name, ())):
            yield target, (*path, (name, number)) if name in splits else path
        yield from ((event, path) for event in self.attached.get(name, ()))

    def arrive(self, target: str, way: Path, joins: frozenset[str]) -> None:
        if target in self.final:  # it takes the tokens of all branches with it
            way = self.paths.get(self.final[target], ())
        if target in joins:
            self.arrivals.setdefault(target, []).append(way)
            way = way[:-1]
        known = self.paths.setdefault(target, way)
        if known != way or (way and target in self.ends):
            self.crossed.setdefault(target, max(known, way, key=len))

    def joined(self, join: str) -> list[str]:
        """Give the split that a join is of; nothing where it joins anything else."""
        ways = self.arrivals.get(join, [])
        if not ways or not all(ways):  # one that comes from no branch is not of the split
            return []
        lasts = sorted(way[-1] for way in ways)
        split = lasts[0][0]
        whole = lasts == [(split, number) for number in range(len(self.ahead.get(split, ())))]
        return [split] if whole else []

    def problems(self, joins: Mapping[str, str]) -> Iterator[Problem]:
        for name, path in self.crossed.items():
            yield Problem("PARALLEL", name, {"split": path[-1][0] if path else name})
        splits, ends = set(joins) - set(self.joins), set(joins.values()) - set(self.splits)
        for name in self.gateways:
            if name not in splits | ends or joins.get(name) in self.ahead.get(name, ()):
                yield Problem("PARALLEL", name, {"split": name})
