"""Ways through a process to look at: few, and every outcome of every task is on one of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final

from server.actions.trial.played import BEFORE, Edge, PlayedScenario
from server.actions.trial.playing import MOST_TOLD_APART
from server.actions.trial.scenario import Scenario
from server.actions.trial.stages import Stage

MOST_WAYS: Final = 20
"""So many are shown."""
_SHOWN_FIRST: Final = 2
"""The size of the bloc whose ways are looked at first: two are several, and not yet many."""
_A_NO: Final = 20
_A_DAY_OVER: Final = 500
"""What being sent back, and a day that came to its end, weigh beside a step of 1."""


@dataclass(frozen=True, slots=True)
class TrialWay:
    """One way from the opening to the end, in one bloc."""

    scenario: Scenario
    stages: tuple[Stage, ...]


def ways(several: Iterable[PlayedScenario]) -> tuple[TrialWay, ...]:
    """Give ways that show every outcome, as far as so many can, in blocs of few."""
    shown = (each for each in several if each.scenario.size <= MOST_TOLD_APART)
    in_order = sorted(shown, key=lambda each: each.scenario.size != _SHOWN_FIRST)
    covered: set[tuple[str, str]] = set()
    found: list[TrialWay] = []
    for played in in_order:
        there = _cheapest(played.edges, {BEFORE}, back=False)
        onward = _cheapest(played.edges, played.closed, back=True)
        ends = [edge for edge in played.edges if edge.target in onward and edge.source in there]
        for edge in sorted(ends, key=_cost):
            if _label(edge) in covered:
                continue
            if len(found) == MOST_WAYS:
                return tuple(found)
            before = [*_chain(edge.source, there, back=False)]
            way = (*reversed(before), edge, *_chain(edge.target, onward, back=True))
            covered |= {_label(each) for each in way}
            found.append(TrialWay(played.scenario, played.retold(way)))
    return tuple(found)


def _label(edge: Edge) -> tuple[str, str]:
    return edge.stage.element, edge.stage.outcome


def _cost(edge: Edge) -> int:
    """Weigh a step, so that a way is the usual one: nobody is late, nobody sends anything back."""
    if edge.stage.day:
        return _A_DAY_OVER
    return _A_NO if edge.stage.says_no else 1


def _cheapest(
    edges: Iterable[Edge], begins: Iterable[int], *, back: bool
) -> Mapping[int, Edge | None]:
    """Give for each state the edge by which it is best come to; back from the ends, or onward."""
    by_state: dict[int, list[Edge]] = {}
    for edge in edges:
        by_state.setdefault(edge.target if back else edge.source, []).append(edge)
    found: dict[int, Edge | None] = {}
    waiting: list[tuple[int, int, int, Edge | None]] = [(0, n, 0, None) for n in sorted(begins)]
    order = 0
    while waiting:
        cost, state, _, by = heappop(waiting)
        if state in found:
            continue
        found[state] = by
        for edge in by_state.get(state, ()):
            order += 1
            other = edge.source if back else edge.target
            heappush(waiting, (cost + _cost(edge), other, order, edge))
    return found


def _chain(state: int, by: Mapping[int, Edge | None], *, back: bool) -> Iterator[Edge]:
    while (edge := by[state]) is not None:
        yield edge
        state = edge.target if back else edge.source
