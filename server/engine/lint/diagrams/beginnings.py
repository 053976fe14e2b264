"""Rules about how processes begin: each one may, and none while it is still at work."""

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property
from typing import TypeAlias

from server.engine.diagram.branches import beside, branches
from server.engine.diagram.drawing import Element, Flow, Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.expressions.grammar import tree_of
from server.engine.lint.known import DraftDefinition

Passed: TypeAlias = frozenset[str]
_HOLDS = frozenset({Kind.USER, Kind.CATCH, Kind.TIMER})
"""Where an instance rests: one without any has ended as soon as it has begun."""


def ever(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a pool that only those could begin who are begun by it."""
    beginnings = Beginnings(draft)
    begun = {each.process for each in draft.of_kind(Kind.START) if each.message is None}
    new = begun
    while new:
        new = {
            process
            for source, process in beginnings.begins
            if source.process in begun and process not in begun
        }
        begun |= new
    for process in draft.drawing.processes:
        asking = sorted(source.id for source, begins in beginnings.begins if begins == process.id)
        if process.id not in begun and asking:
            yield Problem("POOL-BEGUN", process.pool, {"asking": ", ".join(asking)})


def asked_twice(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a way on which somebody is asked again who may not have ended what they were asked."""
    beginnings = Beginnings(draft)
    found = dict.fromkeys(
        (again.id, process)
        for throw, process in beginnings.begins
        if beginnings.rests(process)
        for again in beginnings.again(throw, process)
    )
    for element, process in found:
        yield Problem("ASKED-TWICE", element, {"process": process})


def asked_in_branches(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse two parallel branches that ask the same: neither knows how far the other is."""
    beginnings, paths = Beginnings(draft), branches(draft.drawing).paths
    asking: dict[str, list[Element]] = {}
    for throw, process in beginnings.begins:
        if paths.get(throw.id) and beginnings.rests(process):
            asking.setdefault(process, []).append(throw)
    for process, throws in asking.items():
        for number, throw in enumerate(throws):
            others = (each for each in throws[:number] if beginnings.the_same(each, throw))
            if any(beside(paths[each.id], paths[throw.id]) for each in others):
                yield Problem("ASKED-TWICE", throw.id, {"process": process})


class Beginnings:
    """Who begins which process, and what lies between one asking and the next."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.draft = draft
        self.known: Mapping[str, Element] = draft.by_id()
        self.leaving: dict[str, list[Flow]] = {}
        for flow in draft.drawing.ways:
            self.leaving.setdefault(flow.source, []).append(flow)
        self.ahead = {
            source: [flow.target for flow in flows] for source, flows in self.leaving.items()
        }
        self.interrupts = draft.drawing.scopes.interrupts
        self.pools = {each.pool: each.id for each in draft.drawing.processes}
        self.several = draft.many
        self.begins = draft.begins()
        self._open: dict[tuple[str, str], dict[str, None]] = {}
        self._paths = branches(draft.drawing).paths
        self._ends = cache(self._ends_after)

    def rests(self, process: str) -> bool:
        return any(each.process == process and each.kind in _HOLDS for each in self.known.values())

    def again(self, throw: Element, process: str) -> Iterator[Element]:
        """Give the throws that ask the same once more before they are known to have ended."""
        asking = {each.id for each, begun in self.begins if begun == process}
        for name in self.open_after(throw, process):
            element = self.known[name]
            if name in asking and self.the_same(throw, element):
                yield element

    def open_after(self, throw: Element, process: str) -> Collection[str]:
        """Name what a way leads to from a throw while who it has asked may be at work."""
        if (throw.id, process) not in self._open:
            self._open[throw.id, process] = self._walked(throw, process)
        return self._open[throw.id, process]

    def _walked(self, throw: Element, process: str) -> dict[str, None]:
        asking = {each.id for each, begun in self.begins if begun == process}
        seen: set[tuple[str, Passed]] = set()
        found: dict[str, None] = {}
        waiting = [*self.onward(throw.id, frozenset())]
        while waiting:
            here = waiting.pop()
            if here in seen or here[0] not in self.known:
                continue
            seen.add(here)
            element = self.known[here[0]]
            again = here[0] in asking and self.the_same(throw, element)
            if again or not self.ended(element, process):
                found[here[0]] = None
            if not again and not self.ended(element, process):
                waiting += self.onward(*here)
        return found

    def the_same(self, one: Element, other: Element) -> bool:
        """Tell whether two throws ask the same: whether two lists overlap only a case can tell."""
        return one is other or one.to == other.to or None in {one.to, other.to}

    def ended(self, element: Element, process: str) -> bool:
        """Tell whether a process has ended, or was taken out, once an element is passed."""
        flows = self.draft.drawing.message_flows
        if element.throws:
            told = {target for source, target in flows if source == element.id}
            return any(self.pools.get(target) == process for target in told)
        senders = [self.known[s] for s, target in flows if target == element.id and s in self.known]
        if "await" in element.properties:
            own = [each for each in senders if each.process == process]
            if own:
                return all(map(self.last_word, own))
            return self._asked_last(process, {each.process for each in senders})
        ends = [each.process == process and self.last_word(each) for each in senders]
        return process not in self.several and bool(ends) and all(ends)

    def last_word(self, throw: Element) -> bool:
        """Tell whether who says this has ended: nobody rests behind it, nor in a branch beside."""
        return self._ends(throw.id)

    def _ends_after(self, throw: str) -> bool:
        after = reachable_from([throw], self.ahead)
        rests = any(self.known[name].kind in _HOLDS for name in after if name in self.known)
        return not rests and not self._paths.get(throw)

    def _asked_last(self, process: str, awaited: set[str]) -> bool:
        """Tell whether it alone asks those who are awaited, and has ended once it has asked them.

        A wait for all goes on when somebody was asked: then it has.
        """
        asking = [throw for throw, begun in self.begins if begun in awaited]
        return bool(asking) and all(
            each.process == process and self.last_word(each) for each in asking
        )

    def onward(self, name: str, passed: Passed) -> Iterator[tuple[str, Passed]]:
        """Give where a token goes next, or is taken by an event on the element or around it."""
        yield from self.interrupted(name, passed)
        yield from self.going_on(name, passed)

    def interrupted(self, name: str, passed: Passed) -> Iterator[tuple[str, Passed]]:
        passed |= {name} & self._asked_for
        yield from ((event, passed) for event in self.interrupts.get(name, ()))

    def going_on(self, name: str, passed: Passed) -> Iterator[tuple[str, Passed]]:
        passed |= {name} & self._asked_for
        flows = self.leaving.get(name, ())
        sure = any(_says(flow, passed) is True for flow in flows)
        for flow in flows:
            told = _says(flow, passed)
            if told is True or (told is None and (flow.condition is not None or not sure)):
                yield flow.target, passed

    @cached_property
    def _asked_for(self) -> Passed:
        """Name the elements of which a condition asks whether they were passed."""
        found = (_has(flow)[0] for flow in self.draft.drawing.flows)
        return frozenset(name for name in found if name)


def _says(flow: Flow, passed: Passed) -> bool | None:
    """Tell what a condition says by what was passed; None where that does not decide it."""
    name, there = _has(flow)
    return there if name in passed else None


def _has(flow: Flow) -> tuple[str, bool]:
    """Give the name a condition asks for with has(), and what it says where that is there."""
    match tree_of(flow.condition):
        case ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=name)]):
            return name, True
        case ast.UnaryOp(
            op=ast.Not(), operand=ast.Call(func=ast.Name(id="has"), args=[ast.Name(id=name)])
        ):
            return name, False
        case _:
            return "", False
