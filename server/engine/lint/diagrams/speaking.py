"""Who speaks with whom: the elements that send or hear messages, and the ways between them."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Final, NamedTuple

from server.engine.diagram.drawing import Element, Kind, Process
from server.engine.diagram.scopes import reachable_from
from server.engine.lint.diagrams.beginnings import Beginnings, Passed

_RESTS: Final = frozenset({Kind.USER, Kind.CATCH, Kind.TIMER, Kind.EVENTS})


class TokenPlace(NamedTuple):
    """Where a token has last heard or said something, and whether it rests somewhere behind it."""

    at: str
    passed: Passed
    rested: bool


class Speaking:
    """A drawing as far as its pools speak with each other; whatever lies between is left out."""

    def __init__(self, beginnings: Beginnings) -> None:
        self.beginnings = beginnings
        self.known: Mapping[str, Element] = beginnings.known
        self.sets = {each.id: each.each for each in beginnings.draft.drawing.processes}
        self.told: dict[str, list[Element]] = {}
        self.senders: dict[str, list[Element]] = {}
        for source, target in beginnings.draft.drawing.message_flows:
            start, end = self.known.get(source), self.known.get(target)
            if start is not None and end is not None and start.throws:
                self.told.setdefault(source, []).append(end)
                self.senders.setdefault(target, []).append(start)
        self.after = cache(self._after)
        self.ahead = cache(self._ahead)

    @cached_property
    def first(self) -> tuple[TokenPlace, ...]:
        """Give the token that a case begins with."""
        begin = (e for e in self.known.values() if e.kind == Kind.START and e.message is None)
        return tuple(TokenPlace(each.id, frozenset(), rested=False) for each in begin)

    def starts(self, element: Element) -> list[Element]:
        """Give the starts that a message of this element comes to."""
        return [each for each in self.told.get(element.id, ()) if each.kind == Kind.START]

    def taken_out(self, element: Element) -> frozenset[str]:
        """Name the processes that a message of this element takes out."""
        told = self.told.get(element.id, ())
        return frozenset(each.process for each in told if each.kind == Kind.POOL)

    def at_once(self, process: Process) -> set[str]:
        """Name the throws that call into a pool and take it out with one message."""
        return {
            source
            for source, targets in self.told.items()
            if process.id in self.taken_out(self.known[source])
            and any(each.process == process.id and each.kind != Kind.POOL for each in targets)
        }

    def asked_at_once(self, process: str) -> bool:
        """Tell whether any but the one who begins the case asks a process."""
        first = {self.known[each.at].process for each in self.first}
        asking = [throw for throw, begun in self.beginnings.begins if begun == process]
        return any(each.process not in first for each in asking)

    def same_key(self, process: str, of: str) -> bool:
        """Tell whether an instance of a process has to do with one of another alone."""
        return self.sets.get(of) in {None, self.sets.get(process)}

    def urgency(self, token: TokenPlace) -> int:
        """Say who moves first: who is on the way before who begins, and both before who rests."""
        kind = self.known[token.at].kind
        if token.rested or kind == Kind.END:
            return 0
        return 1 if kind == Kind.START else 2

    def _after(self, name: str) -> set[str]:
        return reachable_from([name], self.beginnings.ahead)

    def _ahead(self, token: TokenPlace) -> tuple[TokenPlace, ...]:
        """Give where a token speaks or hears next, and itself where it rests before."""
        return tuple(dict.fromkeys(self._onward(token)))

    def _onward(self, token: TokenPlace) -> Iterator[TokenPlace]:
        waiting = [*self.beginnings.going_on(token.at, token.passed)]
        seen = {*waiting}
        while waiting:
            name, passed = waiting.pop()
            if name not in self.known:
                continue
            rests, speaks = self.known[name].kind in _RESTS, self._speaks(self.known[name])
            new: set[tuple[str, Passed]] = set()
            if rests and not token.rested:
                yield token._replace(rested=True)
                continue
            if speaks:
                yield TokenPlace(name, passed, rested=False)
            else:
                new.update(self.beginnings.going_on(name, passed))
            if rests:
                new.update(self.beginnings.interrupted(name, passed))
            waiting += sorted(new - seen, key=lambda each: (each[0], sorted(each[1])))
            seen |= new

    def _speaks(self, element: Element) -> bool:
        hears = element.id in self.senders or "await" in element.properties
        return hears or element.id in self.told or element.kind == Kind.END
