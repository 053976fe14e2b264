"""Rules about waits: for whom, whether they were asked, and whether who is told is there."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TypeAlias

from server.engine.diagram.drawing import Element, Kind
from server.engine.diagram.scopes import reachable_from
from server.engine.errors import Problem
from server.engine.lint.diagrams.routes import Routes
from server.engine.lint.known import DraftDefinition


def awaited(draft: DraftDefinition) -> Iterator[Problem]:
    many = draft.many
    talk = _Talk(draft)
    for element in talk.waits:
        senders = talk.senders(element.id)
        if element.properties["await"] != "all" or not senders or not senders <= many:
            yield Problem("AWAIT", element.id, {"await": element.properties["await"]})


def counted(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a wait for one of a set where nothing counts them: nobody may have been asked."""
    talk = _Talk(draft)
    many = draft.many
    for element in draft.of_kind(Kind.CATCH):
        senders = talk.senders(element.id)
        beside = {each for name in talk.choices(element.id) for each in talk.ahead(name)}
        counts = any(each.id in {element.id, *beside} for each in talk.waits)
        if senders and senders <= many and element.process not in many and not counts:
            yield Problem("AWAIT-COUNT", element.id, {"senders": ", ".join(sorted(senders))})


def asked(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a wait to which a way leads on which nobody was asked: it would never go on."""
    talk = _Talk(draft)
    for element in talk.waits:
        senders = talk.senders(element.id)
        asking = {
            name
            for name, drawn in talk.known.items()
            if drawn.process == element.process and drawn.throws and talk.asks(name, senders)
        }
        before = [each.id for each in draft.of_kind(Kind.START) if each.process == element.process]
        ways = talk.reached([*before, *talk.ahead(element.id)], without=asking)
        if asking and element.id in ways:
            yield Problem("AWAIT-ASKED", element.id, {"asking": ", ".join(sorted(asking))})


def asking_in_time(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a member of a set that still asks others once it has answered for itself."""
    talk = _Talk(draft)
    many = draft.many
    for element in talk.waits:
        senders = talk.senders(element.id)
        for answer, target in talk.flows:
            if target != element.id or answer not in talk.known:
                continue
            process = talk.known[answer].process
            for name in sorted(talk.reached([answer])):
                if process in many and talk.begins(name) & (senders & many):
                    yield Problem("AWAIT-LATE", name, {"answer": answer, "wait": element.id})


def begun(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse a message to a process that may not have begun: nothing is there to keep it."""
    talk = _Talk(draft)
    certain = talk.begun_before()
    for source, target in talk.flows:
        start, end = talk.known.get(source), talk.known.get(target)
        if start is None or end is None or end.kind not in {Kind.CATCH, Kind.BOUNDARY}:
            continue
        here = certain.get(start.process, frozenset()) | talk.begun_by(source)
        if end.process not in here:
            yield Problem("MESSAGE-EARLY", source, {"target": target, "process": end.process})


def in_time(draft: DraftDefinition) -> Iterator[Problem]:
    """Refuse to wait for what only those send who begin when the wait is over."""
    talk, once = _Talk(draft), draft.begun_once()
    heard = [each for each in draft.drawing.elements if each.kind in {Kind.CATCH, Kind.BOUNDARY}]
    for element in heard:
        senders = talk.senders(element.id)
        if element.process not in once or "await" in element.properties or not senders:
            continue
        late = talk.begun_after(element)
        if senders <= late.keys():
            throws = {throw for process in senders for throw in late[process]}
            holes = {"senders": ", ".join(sorted(senders)), "throws": ", ".join(sorted(throws))}
            yield Problem("MESSAGE-LATE", element.id, holes)


Way: TypeAlias = tuple[str, frozenset[str]]
"""Where a way comes from, and what is certain to be set on it."""


class _Talk:
    """A drawing as these rules look at it: who begins whom, and what lies on which way."""

    def __init__(self, draft: DraftDefinition) -> None:
        self.known: Mapping[str, Element] = draft.by_id()
        self.flows = draft.drawing.message_flows
        self.waits = [each for each in draft.drawing.elements if "await" in each.properties]
        self.onward: dict[str, list[str]] = {}
        self.ways_in: dict[str, list[Way]] = {}
        gains = Routes(draft.drawing).gains
        for flow in draft.drawing.ways:
            self._way(flow.source, flow.target, gains.get(flow.id, frozenset()))
        for host, events in draft.drawing.scopes.interrupts.items():
            for event in events:
                self._way(host, event, frozenset())
        self.entries = draft.drawing.scopes.entries
        self.processes = frozenset(each.id for each in draft.drawing.processes)
        self.starts = {each.process: each.id for each in draft.of_kind(Kind.START)}

    def _way(self, source: str, target: str, gains: frozenset[str]) -> None:
        self.onward.setdefault(source, []).append(target)
        self.ways_in.setdefault(target, []).append((source, gains))

    def ahead(self, name: str) -> list[str]:
        return self.onward.get(name, [])

    def choices(self, name: str) -> list[str]:
        """Give the choice by events that an element stands behind."""
        before = (source for source, _ in self.ways_in.get(name, ()))
        return [each for each in before if self._kind(each) == Kind.EVENTS]

    def _kind(self, name: str) -> str:
        return self.known[name].kind if name in self.known else ""

    def senders(self, element: str) -> frozenset[str]:
        found = (source for source, target in self.flows if target == element)
        return frozenset(self.known[source].process for source in found if source in self.known)

    def begins(self, throw: str) -> frozenset[str]:
        """Give the processes that a throw begins."""
        starts = {start: process for process, start in self.starts.items()}
        return frozenset(starts[t] for source, t in self.flows if source == throw and t in starts)

    def asks(self, throw: str, senders: AbstractSet[str]) -> bool:
        """Tell whether a throw begins one of these, or tells somebody who may."""
        own, seen, waiting = self.known[throw].process, {throw}, [throw]
        while waiting:
            here = waiting.pop()
            if self.begins(here) & senders:
                return True
            told = {self.known[t].process for s, t in self.flows if s == here and t in self.known}
            new = {s for s, _ in self.flows if s in self.known} - seen
            new = {name for name in new if self.known[name].process in told - {own}}
            seen |= new
            waiting += new
        return False

    def reached(self, names: Iterable[str], *, without: AbstractSet[str] = frozenset()) -> set[str]:
        return reachable_from(names, self.onward, without=without)

    def begun_by(self, throw: str) -> frozenset[str]:
        """Give what has begun in any case when a throw throws, its own process among it."""
        before = self.passed.get(throw, frozenset())
        own = frozenset({self.known[throw].process})
        return own.union(*(self.begins(name) for name in before | {throw}))

    def begun_after(self, event: Element) -> Mapping[str, frozenset[str]]:
        """Give what begins only when an event waits no more, and the throws that begin it."""
        late = self._after(event)
        asking: dict[str, set[str]] = {}
        for name in [name for name, each in self.known.items() if each.throws]:
            for process in self.begins(name):
                asking.setdefault(process, set()).add(name)
        found: dict[str, frozenset[str]] = {}
        while True:
            new = {
                process: frozenset(throws)
                for process, throws in asking.items()
                if process not in {*found, event.process}
                and all(each in late or self.known[each].process in found for each in throws)
            }
            if not new:
                return found
            found |= new

    def _after(self, event: Element) -> AbstractSet[str]:
        """Name what a token comes to only when it has left what an event waits at, for good."""
        host = event.attached or next(iter(self.choices(event.id)), event.id)
        start = self.starts.get(event.process, "")
        staying = {**self.onward, host: []}
        on_it = {name for name, each in self.known.items() if each.attached == host}
        before = reachable_from([start], staying, without=on_it)
        own = {name for name, each in self.known.items() if each.process == event.process}
        again = {
            name for name in own if self.entries.get(host, host) in self.reached(self.ahead(name))
        }
        return own - before - again

    def begun_before(self) -> Mapping[str, frozenset[str]]:
        """Give for each process what has begun in any case before it."""
        certain = dict.fromkeys(self.processes, self.processes)
        again = True
        while again:
            now = {process: self._before(process, certain) for process in certain}
            again, certain = now != certain, now
        return certain

    def _before(self, process: str, certain: Mapping[str, frozenset[str]]) -> frozenset[str]:
        begun = [
            certain.get(self.known[source].process, frozenset()) | self.begun_by(source)
            for source, target in self.flows
            if target == self.starts.get(process) and source in self.known
        ]
        return frozenset.intersection(*begun) if begun else frozenset()

    @cached_property
    def passed(self) -> Mapping[str, frozenset[str]]:
        """Give for each element the throws that every way to it has passed.

        A way on which something is known to be set has passed what led to that, too.
        """
        everything = frozenset(name for name, each in self.known.items() if each.throws)
        found = dict.fromkeys(self.known, everything)
        found |= dict.fromkeys(self.starts.values(), frozenset())
        again = True
        while again:
            now = dict(found)
            for target, ways in self.ways_in.items():
                now[target] = frozenset.intersection(*(self._by(way, now) for way in ways))
            again, found = now != found, now
        return found

    def _by(self, way: Way, found: Mapping[str, frozenset[str]]) -> frozenset[str]:
        source, gains = way
        throws = source in self.known and self.known[source].throws
        led = (found.get(name, frozenset()) for name in {source, *gains})
        return frozenset({source} if throws else ()).union(*led)
