"""Rules about approving: by another role, and on every way out of what is approved."""

from collections import Counter, deque
from collections.abc import Iterator

from server.engine.diagram.approving import alternatives
from server.engine.diagram.branches import branches
from server.engine.diagram.drawing import Element, Kind
from server.engine.errors import Problem
from server.engine.lint.known import DraftDefinition


def approvals(draft: DraftDefinition) -> Iterator[Problem]:
    tasks = {task.id: task for task in draft.of_kind(Kind.USER)}
    for approving in tasks.values():
        approved = tasks.get(approving.approves or "")
        if approved is None or approved is approving:
            continue
        twins = draft.known.twins.get(approved.role or "", frozenset())
        if approving.role == approved.role or approving.role in twins:
            yield Problem("APPROVES-LANE", approving.id, {"approves": approved.id})
        for way in _ways_round(draft, approved, approving):
            holes = {"approves": approved.id, "end": way[-1], "way": " → ".join(way)}
            yield Problem("APPROVES-BYPASS", approving.id, holes)


def _ways_round(
    draft: DraftDefinition, approved: Element, approving: Element
) -> Iterator[tuple[str, ...]]:
    """Give the shortest way to each end and each throw that leaves the approving task out.

    A way through another task that approves in its stead is none. An event on the approving task,
    or on a subprocess around it, is such a way: the task was broken off, not done. A join is passed
    once all branches that set out on the way have come to it.
    """
    drawing, parallel = draft.drawing, branches(draft.drawing)
    known, seen = draft.by_id(), {approved.id}
    missing = Counter(flow.target for flow in drawing.ways)
    joins = {each.id for each in draft.of_kind(Kind.PARALLEL)}
    split = {join: name for name, join in parallel.joins.items()}
    instead = alternatives(drawing.elements, drawing.scopes, parallel.paths, approving)
    waiting: deque[tuple[str, ...]] = deque([(approved.id,)])
    while waiting:
        way = waiting.popleft()
        here = known.get(way[-1])
        if here is None:
            continue
        if len(way) > 1 and (here.kind == Kind.END or here.throws):
            yield way
        for target in _onward(draft, here, passable=here.id not in {approving.id, *instead}):
            missing[target] -= 1
            held = target in joins and split.get(target) in seen and missing[target] > 0
            if target not in seen and not held:
                seen.add(target)
                waiting.append((*way, target))


def _onward(draft: DraftDefinition, here: Element, *, passable: bool) -> Iterator[str]:
    if passable:
        yield from (flow.target for flow in draft.drawing.ways if flow.source == here.id)
    yield from draft.drawing.scopes.interrupts.get(here.id, ())
