"""How a duty stands on a day, and who sees that it does: the board's two questions."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from server.domain.blocs.roles import RoleOf
from server.domain.blocs.rules import CaseRules
from server.domain.cases.case_marks import RecordFacts
from server.domain.cases.sight import CaseSight, of_task, sees, whole
from server.domain.deadlines import days_overdue, working_days_between
from server.domain.manifest import Circle, Grant, Level, Manifest, Milestone
from server.domain.manifest.duties import confidential, elements, task_elements
from server.domain.people.posts import Position, position_of, unit_of
from server.working_calendar import WorkingCalendar

OWN = (Grant(Level.OWN_UNIT),)
OF_A_BODY = (Grant(Level.WORKERS),)
RUNS_THE_YEAR = (Grant(Level.ORGANISER),)
AUDITED = (Grant(Level.AUDITOR),)
_OPENERS = frozenset({RoleOf.OPENER.value, RoleOf.SUPERIOR.value})
_OFFICES = frozenset({Position.AUDITOR, Position.ADMINISTRATOR})


class DutyState(StrEnum):
    """Where a duty stands."""

    DONE = "done"
    DONE_LATE = "done_late"
    LEFT = "left"
    OVERDUE = "overdue"
    MISSED = "missed"
    """It was not done, and is waited for no longer: after its day, or in a case that is over."""
    LIFTED = "lifted"
    """Who had it was taken out before its day: it is nobody's any more."""
    CLOSED_BY_REORGANISATION = "closed_by_reorganisation"
    """The unit that had it was merged or was gone by its day."""


LATE = frozenset({DutyState.DONE_LATE})
MISSING = frozenset({DutyState.OVERDUE, DutyState.MISSED})
UNDONE = frozenset({DutyState.LEFT, *MISSING})
NOT_OWED = frozenset({DutyState.LIFTED, DutyState.CLOSED_BY_REORGANISATION})
"""What nobody had to do: it is neither done nor missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """What is to be reached until the end of a day; `reached` is the day it was.

    `held` tells whether somebody still has it, `over` whether its case has closed. `let_go` is the
    day on which who had it was taken out, where that is known; `gone` that from which the unit
    that has it was merged or gone.
    """

    due: date
    reached: date | None
    held: bool
    over: bool
    let_go: date | None = None
    gone: date | None = None

    @property
    def outlived(self) -> bool:
        """Whether its day was no earlier than that from which its unit was gone."""
        return self.gone is not None and self.due >= self.gone


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A state, and the working days left or late that go with it.

    `gone` is the day from which its unit is gone, of what is owed no more for that.
    """

    state: DutyState
    days: int = 0
    gone: date | None = None


def stands(duty: Duty, *, today: date, calendar: WorkingCalendar) -> DutyStanding:
    """Say how a duty stands; in working days of `calendar`."""
    if duty.reached is not None:
        late = 0 if duty.outlived else days_overdue(duty.due, duty.reached, calendar)
        return DutyStanding(DutyState.DONE_LATE if late else DutyState.DONE, late)
    if duty.outlived:
        return DutyStanding(DutyState.CLOSED_BY_REORGANISATION, gone=duty.gone)
    if not duty.held:
        late = duty.let_go is not None and duty.let_go > duty.due
        return DutyStanding(DutyState.MISSED if late else DutyState.LIFTED)
    if duty.over or duty.gone is not None:
        return DutyStanding(DutyState.MISSED)
    if late := days_overdue(duty.due, today, calendar):
        return DutyStanding(DutyState.OVERDUE, late)
    return DutyStanding(DutyState.LEFT, working_days_between(today, duty.due, calendar))


def of_key(case: CaseSight, key: str, unit: str) -> RecordFacts:
    """Return what a milestone is of: its key, with the unit that names, or the case as a whole."""
    return RecordFacts(key=key, unit=unit) if key else whole(case)


def own_of(case: CaseSight, milestone: Milestone, *, opener: str | None) -> str:
    """Name the unit that opened a case about itself, where only its own posts reach a milestone."""
    roles = (case.lanes.get(name, frozenset()) for name in elements(milestone))
    alone = all(each and each <= _OPENERS for each in roles)
    return case.manifest.open.about(opener or "") if alone else ""


def sees_duty(
    case: CaseSight, milestone: Milestone, record: RecordFacts, *, posts: Collection[str]
) -> bool:
    """Tell whether somebody is told how a duty stands: less than what is handed in with it.

    Whose unit or body has it, and who runs or watches the bloc's year, from the start; everybody
    else from when they see the record of a task that reaches it. That somebody has voted, or done
    another confidential task, is told to nobody beside them. `record` is what `of_key` gives.
    """
    watching = not confidential(case.manifest, milestone) and any(
        watches(post, case.rules) for post in posts
    )
    circles = (*_circles(case.manifest, milestone, of_unit=bool(record.unit or not record.key)),)
    for name in elements(milestone):
        own = replace(record, element=name, lanes=case.lanes.get(name, frozenset()))
        if watching and case.applies(own):
            return True
        asked = (*circles, *_of_record(case.manifest, milestone, name))
        if any(sees(circle, own, posts=posts, case=case) for circle in asked):
            return True
    return False


def sees_reached(
    case: CaseSight, milestone: Milestone, record: RecordFacts, *, posts: Collection[str]
) -> bool:
    """Tell whether somebody is told that a milestone was reached.

    A duty to whom the board tells it, any other to who sees all that reaches it: without a day it
    may be one outcome of several, and says how the step came out.
    """
    if milestone.due:
        return sees_duty(case, milestone, record, posts=posts)
    records = (
        replace(record, element=name, lanes=case.lanes.get(name, frozenset()))
        for name in elements(milestone)
    )
    return all(
        sees(of_task(case.manifest, each.element), each, posts=posts, case=case) for each in records
    )


def watches(post: str, rules: CaseRules) -> bool:
    """Tell whether a post looks over the duties of every unit, of cases it may know of.

    The deputy's posts do, and those of Home Affairs; who only audits or administrates there has
    circles of their own.
    """
    return (
        unit_of(post) in {rules.deputy.id, rules.bodies.home_affairs.id}
        and position_of(post) not in _OFFICES
    )


def _circles(manifest: Manifest, milestone: Milestone, *, of_unit: bool) -> Iterator[Circle]:
    yield OWN if of_unit else OF_A_BODY
    if not confidential(manifest, milestone):
        yield RUNS_THE_YEAR
    if milestone.passed:
        yield AUDITED


def _of_record(manifest: Manifest, milestone: Milestone, name: str) -> Iterator[Circle]:
    if name in task_elements(milestone):
        yield of_task(manifest, name)
