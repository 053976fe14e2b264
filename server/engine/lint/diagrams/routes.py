"""What every way to an element has passed, so that an expression there may read it."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from server.engine.diagram.drawing import Drawing, Element, Flow, Kind
from server.engine.diagram.elements import ATTACHED
from server.engine.expressions.grammar import tree_of
from server.engine.expressions.names import (
    NOTHING,
    Paths,
    answers,
)

_SETTING: Final = frozenset(
    {Kind.USER, Kind.SERVICE, Kind.DECISION, Kind.CATCH, Kind.TIMER, Kind.CALL_INPUT, *ATTACHED}
)


def sets(element: Element) -> bool:
    """Tell whether passing an element puts something under its id."""
    started = element.kind == Kind.START and element.message is not None
    return started or element.kind in _SETTING or element.called is not None


class Routes:
    """For each element what is certain to be set before it; one walk to a fixed point."""

    def __init__(self, drawing: Drawing) -> None:
        self.elements = {each.id: each for each in drawing.elements if each.kind != Kind.POOL}
        self.leaving: dict[str, list[Flow]] = {}
        for flow in drawing.ways:
            self.leaving.setdefault(flow.source, []).append(flow)
        self.interrupts = drawing.scopes.interrupts
        self.certain: dict[str, Paths] = {}
        self.brought: dict[str, dict[str, Paths]] = {}
        self.ways_in = Counter(flow.target for flow in drawing.ways)
        self.gains = self._gains()
        self._walk()

    def before(self, element: str) -> Paths | None:
        """Give what is set whenever an element is reached; None where nothing leads to it."""
        return self.certain.get(element)

    def _walk(self) -> None:
        starts = [each.id for each in self.elements.values() if each.kind == Kind.START]
        self.certain = dict.fromkeys(starts, NOTHING)
        waiting = starts
        while waiting:
            name = waiting.pop()
            for target, known in self._onward(name):
                before = self.certain.get(target)
                now = self._at(target, name, known)
                if now is not None and now != before:
                    self.certain[target] = now
                    waiting.append(target)

    def _at(self, target: str, source: str, known: Paths) -> Paths | None:
        """Give what is set at a target now: of all ways what they share; of branches all."""
        if target not in self.elements:
            return None
        if self.elements[target].kind != Kind.PARALLEL:
            before = self.certain.get(target)
            return known if before is None else before & known
        brought = self.brought.setdefault(target, {})
        brought[source] = known
        whole = len(brought) == self.ways_in[target]
        return NOTHING.union(*brought.values()) if whole else None

    def _onward(self, name: str) -> list[tuple[str, Paths]]:
        known = self.certain[name]
        passed = known | {name} if sets(self.elements[name]) else known
        flows = [
            (flow.target, passed | self.gains.get(flow.id, NOTHING))
            for flow in self.leaving.get(name, ())
        ]
        return flows + [(event, known) for event in self.interrupts.get(name, ())]

    def _gains(self) -> Mapping[str, Paths]:
        """Give what a condition that was true, or all that were false, have made certain."""
        gained: dict[str, Paths] = {}
        for gateway in self.elements.values():
            if gateway.kind != Kind.EXCLUSIVE:
                continue
            refused: Paths = NOTHING
            for flow in self.leaving.get(gateway.id, ()):
                yes, no = _answers(flow.condition)
                gained[flow.id] = _names(yes)
                refused |= _names(no)
            if gateway.default in gained:
                gained[gateway.default] |= refused
        return gained


def _answers(condition: str | None) -> tuple[Paths, Paths]:
    tree = tree_of(condition)
    return (NOTHING, NOTHING) if tree is None else answers(tree)


def _names(paths: Paths) -> Paths:
    return frozenset(path for path in paths if "." not in path)
