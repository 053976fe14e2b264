"""Subprocesses opened up: where a token goes that comes to one, and what takes it out again.

A subprocess has a start, ends and boundary events of its own, and no state: its tokens are those of
the process around it. So every walk over a drawing follows `ways`, and `interrupts` beside them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain

from server.engine.diagram.elements import Element, Flow, Kind


@dataclass(frozen=True, slots=True)
class Scopes:
    """How tokens go in a drawing.

    `entries` name the start of each subprocess, `caught` the boundary event that each error end
    leads to, `interrupts` the events on an element or around it that take a token away from it.
    """

    ways: tuple[Flow, ...]
    interrupts: Mapping[str, tuple[str, ...]]
    entries: Mapping[str, str] = field(default_factory=dict)
    caught: Mapping[str, str] = field(default_factory=dict)

    def steps(self) -> Iterator[tuple[str, str]]:
        """Give from where to where a token may go."""
        yield from ((flow.source, flow.target) for flow in self.ways)
        for host, events in self.interrupts.items():
            yield from ((host, event) for event in events)

    def ahead(self) -> dict[str, list[str]]:
        """Give where a token may go next from each element."""
        found: dict[str, list[str]] = {}
        for source, target in self.steps():
            found.setdefault(source, []).append(target)
        return found


def scopes(elements: Sequence[Element], flows: tuple[Flow, ...]) -> Scopes:
    """Open up the subprocesses of a drawing; without any, the ways are the flows.

    A flow whose ends are not both in the drawing is no way.
    """
    known = {each.id: each for each in elements}
    whole = tuple(flow for flow in flows if {flow.source, flow.target} <= known.keys())
    on: dict[str, tuple[str, ...]] = {}
    for event in elements:
        if event.kind == Kind.BOUNDARY:
            on[event.attached or ""] = (*on.get(event.attached or "", ()), event.id)
    if not any(each.kind == Kind.SUBPROCESS for each in elements):
        return Scopes(whole, on)
    entries = {each.inside: each.id for each in elements if each.kind == Kind.INNER_START}
    caught = dict(_caught(elements, known))
    opened = [replace(each, target=entries.get(each.target, each.target)) for each in whole]
    for each in elements:
        target = each.inside if each.kind == Kind.INNER_END else caught.get(each.id)
        if target:
            opened.append(Flow(f"{each.id}.", each.process, each.id, target, None))
    interrupts = {
        each.id: tuple(chain.from_iterable(on.get(n, ()) for n in (each.id, *around(known, each))))
        for each in elements
        if each.kind not in {Kind.POOL, Kind.SUBPROCESS}
    }
    return Scopes(tuple(opened), {k: v for k, v in interrupts.items() if v}, entries, caught)


def around(known: Mapping[str, Element], element: Element) -> tuple[str, ...]:
    """Name the subprocesses an element stands in, from the innermost out."""
    found: list[str] = []
    while element.inside and element.inside in known and element.inside not in found:
        found.append(element.inside)
        element = known[element.inside]
    return tuple(found)


def reachable_from(
    names: Iterable[str],
    ahead: Mapping[str, Collection[str]],
    *,
    without: AbstractSet[str] = frozenset(),
) -> set[str]:
    """Name what steps lead to from these elements, themselves included, not beyond those left out.

    `ahead` gives the next elements of each; with the elements before each it leads back.
    """
    found = set(names) - without
    waiting = [*found]
    while waiting:
        new = {*ahead.get(waiting.pop(), ())} - found - without
        found |= new
        waiting += new
    return found


def _caught(elements: Sequence[Element], known: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Give each error end with the event that catches it: the innermost around it.

    One that names the error comes before one that catches any.
    """
    catching: dict[tuple[str, str], str] = {}
    for event in elements:
        if event.kind == Kind.ERROR_BOUNDARY:
            catching.setdefault((event.attached or "", event.error or ""), event.id)
    for end in elements:
        if end.kind == Kind.ERROR_END:
            pairs = ((host, code) for host in around(known, end) for code in (end.error or "", ""))
            found = [catching[pair] for pair in pairs if pair in catching]
            yield from ((end.id, event) for event in found[:1])
