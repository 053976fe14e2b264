"""Which steps of a running case still come to a post, and what each waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.blocs.roles import RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_steps import (
    CaseStepState,
    Count,
    TaskElement,
    steps,
)
from server.domain.people.lane_posts import post_for
from server.domain.people.posts import unit_of
from server.domain.refusals import Refusal

Counts = Mapping[str, Count]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A step that is not this post's turn yet. `own`: it waits for the unit's own work alone."""

    task: TaskElement
    waits_for: TaskElement | None
    own: bool


def coming(
    tasks: Sequence[TaskElement],
    *,
    every: Counts,
    own: Counts,
    rules: CaseRules,
    post_id: str,
) -> tuple[Coming, ...]:
    """List what the case will still ask of the post, in the diagram's order.

    Only steps the case cannot end without. A step of a unit's officer or head waits for what that
    unit (`own`) is at; every other one for what any unit is at (`every`). It is the first step
    before it that somebody is at, for it comes after the last of them; where nobody is at any, the
    nearest that was begun, or else the step drawn before it.
    """
    by_own = _later(tasks, own, rules)
    by_every = _later(tasks, every, rules)
    found = []
    for task in tasks:
        mine = task.role in OF_OWN_UNIT
        later = by_own if mine else by_every
        if task.id in later and _is_for(task, rules, post_id):
            found.append(Coming(task=task, waits_for=later[task.id], own=mine))
    return tuple(found)


OF_OWN_UNIT = frozenset({"officer", "head"})


def _later(
    tasks: Sequence[TaskElement], counts: Counts, rules: CaseRules
) -> dict[str, TaskElement | None]:
    """Name the steps not reached yet, each with the one it waits for."""
    found: dict[str, TaskElement | None] = {}
    drawn: dict[int, TaskElement] = {}
    first: TaskElement | None = None
    begun: TaskElement | None = None
    for step in steps(tasks, counts, rules=rules, taken_out=0, closed=False):
        drawn[step.number] = step.task
        if step.state is CaseStepState.CURRENT:
            first = first or step.task
        if step.state is CaseStepState.STARTED:
            begun = step.task
        if step.state is CaseStepState.LATER:
            found[step.task.id] = first or begun or drawn.get(max(step.waits_for, default=0))
    return found


def _is_for(task: TaskElement, rules: CaseRules, post_id: str) -> bool:
    """Tell whether a step comes to the post: for its own unit, or for a unit it appraises.

    Who appraises the deputy appraises every unit but the leader's. A body beside the bloc has no
    unit's step. Whom the case will ask beside its units is not known before it does.
    """
    role = rules.lanes.get(task.role)
    if role is not None and role.whose is RoleOf.PARTY:
        return False
    if role is not None and role.whose is RoleOf.UNIT and unit_of(post_id) not in rules.unit_ids:
        return False
    appraised = [rules.leader.id, rules.deputy.id]
    keys = appraised if task.role == "appraiser" else [unit_of(post_id)]
    try:
        return post_id in {post_for(task.role, key, rules) for key in keys}
    except Refusal:
        return False
