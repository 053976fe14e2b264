"""Where each unit stands in a case that runs for many, and who is told so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.case_steps import TaskElement
from server.domain.cases.duties import OWN, RUNS_THE_YEAR, sees_duty
from server.domain.cases.sight import CaseSight, of_task, sees
from server.domain.deadlines import days_overdue
from server.domain.manifest.duties import dated, elements
from server.working_calendar import WorkingCalendar


class UnitStepState(StrEnum):
    """Where a unit stands with a step."""

    DONE = "done"
    CURRENT = "current"
    LATE = "late"
    """It is open, and its day is over."""
    WAITING = "waiting"
    IF_NEEDED = "if_needed"
    """Not reached, and the unit can come to its end without it."""
    SKIPPED = "skipped"
    """The unit has come to its end, or was taken out, without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStep:
    """A unit's step: its last day in time, where it has one, and when it was done."""

    state: UnitStepState
    due: date | None = None
    done: date | None = None
    days: int = 0
    """How many working days late it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What became of a step for one unit; `came_back` tells that its last result sent work back."""

    opened: bool
    done: date | None
    due: date | None
    came_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRun:
    """How far the pool of a unit has run: whether it still does, and its steps by element."""

    running: bool
    steps: Mapping[str, StepFacts]


def stands_at(
    task: TaskElement, run: UnitRun, *, today: date, calendar: WorkingCalendar
) -> UnitStep:
    """Say where a unit stands with a step of its pool."""
    facts = run.steps.get(task.id)
    if facts is not None and facts.opened:
        late = days_overdue(facts.due, today, calendar) if facts.due else 0
        state = UnitStepState.LATE if late else UnitStepState.CURRENT
        return UnitStep(state=state, due=facts.due, days=late)
    if facts is not None and facts.done is not None and not facts.came_back:
        return UnitStep(state=UnitStepState.DONE, due=facts.due, done=facts.done)
    if not run.running:
        return UnitStep(state=UnitStepState.SKIPPED)
    return UnitStep(state=UnitStepState.WAITING if task.needed else UnitStepState.IF_NEEDED)


def sees_step(case: CaseSight, task: TaskElement, unit: str, *, posts: Collection[str]) -> bool:
    """Tell whether somebody is told where a unit stands with a step: less than what is handed in.

    Who sees its record is told. Of a step that everyone comes to, so is the unit itself and, unless
    it is confidential, who runs the year; and whoever is told of the duty that it is done for.
    """
    own = RecordFacts(
        element=task.id, key=unit, unit=unit, lanes=case.lanes.get(task.id, frozenset())
    )
    if sees(of_task(case.manifest, task.id), own, posts=posts, case=case):
        return True
    if not task.needed:
        return False
    entry = case.manifest.tasks.get(task.id)
    open_to = OWN if entry is not None and entry.confidential else OWN + RUNS_THE_YEAR
    if sees(open_to, own, posts=posts, case=case):
        return True
    record = replace(own, element="", lanes=frozenset())
    return any(
        sees_duty(case, milestone, record, posts=posts)
        for milestone in dated(case.manifest)
        if task.id in elements(milestone)
    )
