"""Which steps of a running case still come to a post, and what each waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.case_steps import Count, StepState, TaskElement, steps
from server.domain.posts import post_for
from server.domain.refusals import Refusal
from server.domain.rules import CaseRules

UNDER_WAY = frozenset({StepState.CURRENT, StepState.STARTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A step that is not this post's turn yet."""

    task: TaskElement
    waits_for: TaskElement | None


def coming(
    tasks: Sequence[TaskElement],
    counts: Mapping[str, Count],
    *,
    rules: CaseRules,
    post_id: str,
    unit_id: str,
) -> tuple[Coming, ...]:
    """List what the case will still ask of the post, in the diagram's order.

    Only steps the case cannot end without. Each waits for the nearest step before it that somebody
    is at now; where none is, for the step drawn before it.
    """
    found: list[Coming] = []
    at_work: TaskElement | None = None
    drawn = {}
    for step in steps(tasks, counts, rules=rules, taken_out=0, closed=False):
        drawn[step.number] = step.task
        if step.state in UNDER_WAY:
            at_work = step.task
        if step.state is StepState.LATER and _is_for(step.task, rules, post_id, unit_id):
            found.append(Coming(task=step.task, waits_for=at_work or drawn.get(step.waits_for)))
    return tuple(found)


def _is_for(task: TaskElement, rules: CaseRules, post_id: str, unit_id: str) -> bool:
    """Tell whether a step comes to the post: as its unit's own, or as one for any unit."""
    keys = [unit_id, *(unit.id for unit in rules.units)] if task.role == "appraiser" else [unit_id]
    try:
        return post_id in {post_for(task.role, key, rules) for key in keys}
    except Refusal:
        return False
