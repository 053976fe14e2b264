"""Which unit is at which step of the cases that run: a table a case, who is late by name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from server.actions.definitions.deployed import deployed
from server.actions.definitions.form_reading import sent_back
from server.domain.administration.repairs import GOING, CaseBroken
from server.domain.cases.case_steps import TaskElement
from server.domain.cases.sight import CaseSight
from server.domain.cases.unit_steps import (
    StepFacts,
    UnitRun,
    UnitStep,
    UnitStepState,
    sees_step,
    stands_at,
)
from server.domain.deadlines import local_day
from server.domain.manifest.duties import elements
from server.store import Session
from server.store.cases import unit_steps
from server.store.cases.case_pages import CaseHead
from server.store.cases.unit_steps import KeyStep
from server.web.board.reading import DutyLine, YearDuties
from server.web.cases.diagram.of_case import drawn_for
from server.web.frame.formats import due_day
from server.web.home.late import missing
from server.web.requests.context import actor, calendar, now
from server.web.words.language import pick
from server.working_calendar import WorkingCalendar

MOST_ROWS = 15
"""Units that stand in sight; of more, those who are late come first, then those at work."""
MOST_FOLDED = 60
_NOW = (UnitStepState.LATE, UnitStepState.CURRENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCell:
    """A unit at a step: none where it has no part in it, or the reader is not told.

    Of a step it may come to its end without, it is only said then that there may be one. `duty` is
    what it is urged for where it is late; `chief` stands for its row on a narrow page.
    """

    told: bool
    may_be: bool = False
    step: UnitStep | None = None
    duty: DutyLine | None = None
    chief: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A unit, step by step."""

    unit: str
    cells: Sequence[StepCell]

    @property
    def late(self) -> bool:
        """Tell whether the day of one of its steps is over."""
        return any(_is(cell, UnitStepState.LATE) for cell in self.cells)

    @property
    def at_work(self) -> bool:
        """Tell whether one of its steps is open."""
        return any(_is(cell, state) for cell in self.cells for state in _NOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepColumn:
    """A step: how many of the units that are told have done it, and its day if all have one."""

    name: str
    due: date | None
    done: int
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepsOfCase:
    """A case that runs: units down, their steps across."""

    case: CaseHead
    columns: Sequence[StepColumn]
    rows: Sequence[StepRow]

    @property
    def late(self) -> Sequence[str]:
        """The units of which a step is late."""
        return [row.unit for row in self.rows if row.late]

    @property
    def parts(self) -> tuple[Sequence[StepRow], Sequence[StepRow], int]:
        """The rows that stand in sight, those that lie folded, and how many are not shown."""
        if len(self.rows) <= MOST_ROWS:
            return self.rows, (), 0
        ordered = sorted(self.rows, key=lambda row: (not row.late, not row.at_work))
        folded = ordered[MOST_ROWS:]
        return ordered[:MOST_ROWS], folded[:MOST_FOLDED], max(0, len(folded) - MOST_FOLDED)


def steps_of_units(session: Session, found: YearDuties) -> list[StepsOfCase]:
    """Lay out the cases that run for many units.

    A real case goes before a played one, then where most are late, then which has most steps.
    """
    running = [case for case in found.cases if case.state in GOING]
    of_case: dict[UUID, list[KeyStep]] = {}
    for row in unit_steps.of_cases(session, [case.id for case in running]) if running else ():
        of_case.setdefault(row.case_id, []).append(row)
    laid = (
        _of_case(session, case, found, of_case[case.id]) for case in running if case.id in of_case
    )
    shown = [each for each in laid if each and each.rows]
    return sorted(shown, key=_place)


def _place(table: StepsOfCase) -> tuple[bool, int, int]:
    return table.case.simulated, -len(table.late), -len(table.columns)


def _of_case(
    session: Session, case: CaseHead, found: YearDuties, rows: Sequence[KeyStep]
) -> StepsOfCase | None:
    """Lay out one case; of one that cannot be read nothing: the board names it."""
    try:
        drawn = drawn_for(session, case)
        back = sent_back(deployed(session, case.definition_hash))
    except CaseBroken:
        return None
    sight = found.sights[case.id]
    table = _Table(
        sight=sight,
        runs=_runs(rows, back),
        duties=_by_unit(found, case),
        posts=actor().eyes(case.kind),
        today=local_day(now()),
        calendar=calendar(),
    )
    units = [unit.id for unit in sight.rules.units]
    pools = {pool for pool, key in table.runs if key in units}
    tasks = [task for task in drawn.tasks if task.process in pools]
    across = {task.id: [table.cell(task, unit) for unit in units] for task in tasks}
    kept = [task for task in tasks if any(cell.step for cell in across[task.id])]
    down = zip(units, *(across[task.id] for task in kept), strict=True)
    return StepsOfCase(
        case=case,
        columns=[_column(pick(drawn.words(task.name)), across[task.id]) for task in kept],
        rows=[
            StepRow(unit=unit, cells=_with_chief(cells))
            for unit, *cells in down
            if any(cell.step for cell in cells)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """What the cells of a case's table are made of: runs by pool and unit, duties that are told.

    The duties are by unit; `posts` are those by which the reader sees.
    """

    sight: CaseSight
    runs: Mapping[tuple[str, str], UnitRun]
    duties: Mapping[str, Sequence[DutyLine]]
    posts: Collection[str]
    today: date
    calendar: WorkingCalendar

    def cell(self, task: TaskElement, unit: str) -> StepCell:
        run = self.runs.get((task.process, unit))
        if run is None:
            return StepCell(told=True)
        if not sees_step(self.sight, task, unit, posts=self.posts):
            return StepCell(told=False, may_be=not task.needed)
        step = stands_at(task, run, today=self.today, calendar=self.calendar)
        late = step.state is UnitStepState.LATE
        return StepCell(told=True, step=step, duty=self._duty(task, unit) if late else None)

    def _duty(self, task: TaskElement, unit: str) -> DutyLine | None:
        """Name the duty that a step is done for: its own, else what comes of it and is missing."""
        own = self.duties.get(unit, ())
        known = self.sight.manifest.milestones
        of_step = [line for line in own if task.id in elements(known[line.milestone])]
        return next(iter(of_step or missing(own)), None)


def _by_unit(found: YearDuties, case: CaseHead) -> dict[str, list[DutyLine]]:
    told: dict[str, list[DutyLine]] = {}
    for line in found.lines:
        if line.case.id == case.id and line.standing:
            told.setdefault(line.whose, []).append(line)
    return told


def _runs(rows: Sequence[KeyStep], back: frozenset[str]) -> dict[tuple[str, str], UnitRun]:
    of_key: dict[tuple[str, str], list[KeyStep]] = {}
    for row in rows:
        of_key.setdefault((row.process, row.key), []).append(row)
    return {
        place: UnitRun(
            running=found[0].running,
            steps={row.element: _facts(row, back) for row in found if row.element},
        )
        for place, found in of_key.items()
    }


def _facts(row: KeyStep, back: frozenset[str]) -> StepFacts:
    return StepFacts(
        opened=row.opened,
        due=due_day(row.due),
        done=local_day(row.done_at) if row.done_at else None,
        came_back=f"{row.element}:{row.outcome}" in back,
    )


def _column(name: str, cells: Sequence[StepCell]) -> StepColumn:
    steps = [cell.step for cell in cells if cell.step]
    dues = {step.due for step in steps if step.due}
    return StepColumn(
        name=name,
        due=next(iter(dues)) if len(dues) == 1 else None,
        done=sum(step.state is UnitStepState.DONE for step in steps),
        told=len(steps),
    )


def _with_chief(cells: Sequence[StepCell]) -> list[StepCell]:
    """Mark what stands for a unit: what is open, else what was done last, else its first step."""
    open_now = [at for at, cell in enumerate(cells) if any(_is(cell, state) for state in _NOW)]
    done = [at for at, cell in enumerate(cells) if _is(cell, UnitStepState.DONE)]
    first = [at for at, cell in enumerate(cells) if cell.step]
    chief = open_now or done[-1:] or first[:1]
    return [replace(cell, chief=at in chief) for at, cell in enumerate(cells)]


def _is(cell: StepCell, state: UnitStepState) -> bool:
    return cell.step is not None and cell.step.state is state
