"""The milestones a step reaches, as rows of its one statement."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from server.actions.steps.step_state import StepState
from server.domain.manifest import CLOSED, OPENED, Passed, Reached, reached
from server.store.history.journal import Entries

Row = Mapping[str, object]


def rows(step: StepState, entries: Entries, *, closes: datetime | None) -> list[Row]:
    """Return a row for each milestone; the step's first event is the one that tells of it."""
    first = entries.rows[0]["id"] if entries.rows else None
    return [
        {
            "milestone": each.milestone,
            "key": each.key,
            "at": step.now,
            "event": first,
            "repeats": each.repeats,
            "others": [{"element": o.element, "outcome": o.outcome} for o in each.others],
        }
        for each in _reached(step, closes=closes)
    ]


def _reached(step: StepState, *, closes: datetime | None) -> Iterator[Reached]:
    if any(fact.kind == "case.opened" for fact in step.facts):
        yield Reached(milestone=OPENED)
    passed = (
        Passed(element=element, key=move.instance.key)
        for move in step.moves.values()
        for element in move.passed
    )
    again = {row["element"] for row in step.opened.values()}
    for each in reached(step.deployed.manifest, step.completion, passed):
        if again.isdisjoint(other.element for other in each.others):
            yield each
    if closes is not None:
        yield Reached(milestone=CLOSED)
