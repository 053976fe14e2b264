"""Rules about ways that come to no end: none can be reached, or a step goes round for ever."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from server.engine.diagram.drawing import Element, Kind
from server.engine.diagram.loops import loops
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import Read, reads
from server.engine.lint.diagrams.passed import shut_by_passing
from server.engine.lint.diagrams.routes import Routes, sets
from server.engine.lint.known import DraftDefinition
from server.engine.lint.values.value_types import ANY, Sort

_CHANGES_NOTHING: Final = frozenset({Kind.EXCLUSIVE, Kind.THROW})


def endings(draft: DraftDefinition) -> Iterator[Problem]:
    """Name where ways begin that lead to no end; a process without any end breaks another rule."""
    before: dict[str, list[str]] = {}
    for source, target in draft.drawing.scopes.steps():
        before.setdefault(target, []).append(source)
    ends = list(draft.of_kind(Kind.END))
    leading = reachable_from((end.id for end in ends), before)
    ended = {end.process for end in ends}
    for element in draft.drawing.elements:
        if element.kind == Kind.POOL or element.id in leading or element.process not in ended:
            continue
        if element.kind == Kind.START or leading & set(before.get(element.id, ())):
            yield Problem("END-REACH", element.id)


def rounds(draft: DraftDefinition) -> Iterator[Problem]:
    """Name the choices of a loop in which nothing waits and nothing is left: it is never left."""
    inside = {each.id for each in draft.drawing.elements if each.kind in _CHANGES_NOTHING}
    after: dict[str, list[str]] = {}
    for source, target in draft.drawing.scopes.steps():
        if {source, target} <= inside:
            after.setdefault(source, []).append(target)
    for gateway in draft.of_kind(Kind.EXCLUSIVE):
        if gateway.id in reachable_from(after.get(gateway.id, ()), after):
            yield Problem("LOOP-ENDLESS", gateway.id)


def fixed_ways_out(draft: DraftDefinition) -> Iterator[Problem]:
    """Name the way out of a loop that hangs on what nothing in it changes: left at once or never.

    So is one that the loop itself shuts. Who is taken out by others needs no way out of their own.
    """
    after: defaultdict[str, set[str]] = defaultdict(set)
    for source, target in draft.drawing.scopes.steps():
        after[source].add(target)
    known, unmoved, taken_out = draft.by_id(), _Unmoved(draft), ended_from_outside(draft)
    for loop in loops(after):
        exits = [name for name in loop if after[name] - loop]
        asked = [unmoved.reads(known[name], loop) for name in exits if name in known]
        if not exits or any(known[name].process in taken_out for name in loop if name in known):
            continue
        if all(asked):
            names = ", ".join(sorted({str(read) for several in asked for read in several}))
            yield Problem("LOOP-FIXED", min(exits), {"names": names})
        elif all(shut_by_passing(draft, known.get(name), loop) for name in exits):
            flows = draft.drawing.leaving(min(exits))
            said = "; ".join(flow.condition for flow in flows if flow.condition)
            yield Problem("LOOP-STAYS", min(exits), {"condition": said})


def ended_from_outside(draft: DraftDefinition) -> frozenset[str]:
    """Name the processes that somebody else may end, or another branch of their own."""
    split = {each.process for each in draft.of_kind(Kind.PARALLEL)}
    ended = {each.process for each in draft.drawing.elements if each.terminates}
    pools = {each.id: each.process for each in draft.of_kind(Kind.POOL)}
    taken_out = {pools[to] for _, to in draft.drawing.message_flows if to in pools}
    return frozenset(taken_out | ended & split)


class _Unmoved:
    """Which choices come out the same way each time, since nothing they ask is set anew."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.draft, self.routes = draft, Routes(draft.drawing)
        self.setters = {(each.process, each.id) for each in draft.drawing.elements if sets(each)}
        self.split = {each.process for each in draft.of_kind(Kind.PARALLEL)}

    def reads(self, gateway: Element, loop: Collection[str]) -> tuple[Read, ...]:
        """Give what a choice asks; nothing where it is none, or where that may change in a loop."""
        if gateway.kind != Kind.EXCLUSIVE:
            return ()
        trees = [tree_of(flow.condition) for flow in self.draft.drawing.leaving(gateway.id)]
        found = [read for tree in trees if tree is not None for read in reads(tree)]
        same = all(self._is_fixed(read, gateway, loop) for read in found)
        return tuple(dict.fromkeys(found)) if same else ()

    def _is_fixed(self, read: Read, gateway: Element, loop: Collection[str]) -> bool:
        if (gateway.process, read.name) in self.setters:
            if read.name in loop:
                return False
            certain = self.routes.before(gateway.id) or ()
            return gateway.process not in self.split or read.name in certain
        return self._is_fixed_fact(read)

    def _is_fixed_fact(self, read: Read) -> bool:
        """Tell whether a fact stays as it is: all but days, which may be extended."""
        kind = self.draft.known.types.get(read.name, ANY)
        if kind.fields is None:
            return kind.sort is not Sort.ANY
        found = ANY if read.field is None else kind.field(read.field)
        return found.sort not in {Sort.ANY, Sort.DAY}
