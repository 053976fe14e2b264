"""How many working days each step of a case took, beside those it was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_high
from uuid import UUID

from server.domain.administration.repairs import CaseBroken
from server.domain.deadlines import local_day, working_days_between
from server.store import Session
from server.store.cases import step_days
from server.store.cases.case_pages import CaseHead
from server.store.cases.step_days import StepTimes
from server.web.board.reading import YearDuties
from server.web.cases.diagram.of_case import drawn_for
from server.web.cases.untold_steps import untold
from server.web.frame.formats import due_day
from server.web.requests.context import actor, calendar
from server.web.words.language import pick


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDays:
    """A step, how often it was done, and its days: the middle one of all, taken and given."""

    name: str
    times: int
    taken: int
    given: int

    @property
    def over(self) -> int:
        """How many days more were taken than given."""
        return max(0, self.taken - self.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysOfCase:
    """The steps of a case in the order of its diagram."""

    case: CaseHead
    steps: Sequence[StepDays]

    @property
    def most(self) -> int:
        """The days that the longest bar stands for."""
        return max(1, *(max(step.taken, step.given) for step in self.steps))


def days_of_steps(session: Session, found: YearDuties) -> DaysOfCase | None:
    """Tell the days of the case of the year in which steps with a day were done most often.

    A real case goes before a played one, a newer one before an older one. Told are the steps that
    the list of a case's steps tells the reader, over all units.
    """
    done: dict[UUID, list[StepTimes]] = {}
    for row in step_days.times_of_done(session, [case.id for case in found.cases]):
        done.setdefault(row.case_id, []).append(row)
    told = (
        DaysOfCase(case=case, steps=_steps(session, found, case, done[case.id]))
        for case in found.cases
        if case.id in done
    )
    return max((each for each in told if each.steps), key=_place, default=None)


def _place(days: DaysOfCase) -> tuple[bool, int, datetime]:
    return not days.case.simulated, sum(step.times for step in days.steps), days.case.opened_at


def _steps(
    session: Session, found: YearDuties, case: CaseHead, done: Sequence[StepTimes]
) -> list[StepDays]:
    """Tell the steps that were given days; of a case that cannot be read none."""
    try:
        drawn = drawn_for(session, case)
    except CaseBroken:
        return []
    hidden = untold(found.sights[case.id], actor().eyes(case.kind), drawn)
    of_element: dict[str, list[StepTimes]] = {}
    for row in done:
        of_element.setdefault(row.element, []).append(row)
    told = (task for task in drawn.tasks if task.id in of_element and task.id not in hidden)
    steps = (_days(pick(drawn.words(task.name)), of_element[task.id]) for task in told)
    return [step for step in steps if step]


def _days(name: str, done: Sequence[StepTimes]) -> StepDays | None:
    worked = calendar()
    given = [
        working_days_between(local_day(row.opened_at), last, worked)
        for row in done
        if (last := due_day(row.due)) is not None
    ]
    taken = [
        working_days_between(local_day(row.opened_at), local_day(row.closed_at), worked)
        for row in done
    ]
    if not given:
        return None
    days = max(0, median_high(given))
    return StepDays(name=name, times=len(done), taken=median_high(taken), given=days)
