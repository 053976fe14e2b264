"""Which decision requires which: those of one file, in no circle, as far as they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from server.engine.errors import Problem
from server.engine.expressions.decision_context import Context
from server.engine.expressions.decisions import Decision

MOST_BEHIND: Final = 30
"""How many decisions may have to be made before one."""


def linked(found: list[Decision], context: Context) -> tuple[list[Decision], list[Problem]]:
    """Give each decision with those it requires, and what stands in the way of that."""
    links = _Links({each.id: each for each in reversed(found)}, context)
    together = [links.of(each, ()) for each in found]
    return together, list(dict.fromkeys(links.problems))


class _Links:
    """The decisions of one file; each is linked once."""

    def __init__(self, found: Mapping[str, Decision], context: Context) -> None:
        self.found = found
        self.context = context
        self.ready: dict[str, Decision] = {}
        self.problems: list[Problem] = []

    def of(self, decision: Decision, behind: tuple[str, ...]) -> Decision:
        if decision.reads is None:
            return decision
        if decision.id not in self.ready:
            needed = dict(self._needed(decision, (*behind, decision.id)))
            self.ready[decision.id] = replace(decision, requires=needed)
        return self.ready[decision.id]

    def _needed(
        self, decision: Decision, behind: tuple[str, ...]
    ) -> Iterator[tuple[str, Decision]]:
        node = self.context.decisions.get(decision.id)
        read = {path[0] for path in decision.reads or ()}
        for name, place in self.context.required(node).items() if node is not None else ():
            target = self.found.get(place)
            if target is not None and name not in read:
                continue
            if target is None or place in behind or len(behind) > MOST_BEHIND:
                self.refuse(name, decision)
                continue
            needed = self.of(target, behind)
            if len(needed.behind) < MOST_BEHIND:
                yield name, needed
            else:
                self.refuse(name, decision)

    def refuse(self, name: str, decision: Decision) -> None:
        holes = {"decision": name, "limit": str(MOST_BEHIND)}
        self.problems.append(Problem("DMN-REQUIRES", decision.id, holes))
