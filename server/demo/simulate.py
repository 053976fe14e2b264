"""Play every role of a bloc's year-end through the same actions as the web; one act a transaction.

It may import nothing of the server but its actions: whatever a person cannot do, it cannot do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, timezone
from random import Random
from uuid import UUID

from server.actions.cases import case_work, open_case
from server.actions.cases.case_work import OpenTask
from server.actions.tasks import complete_task
from server.actions.transaction import Begin
from server.demo.roles import PLAYS
from server.demo.scene import Scene, TaskTurn

CASES = ("evaluation", "award_review", "submission")
Report = Callable[[str, int], None]
STEP = timedelta(hours=2, minutes=53)
VIETNAM = timezone(timedelta(hours=7))
OPENS, CLOSES = time(8, 5), time(17, 0)
SATURDAY = 5


@dataclass(slots=True, kw_only=True)
class Simulation:
    """One run: where it writes, what it is drawn from, and how far it goes."""

    begin: Begin
    bloc_year_id: str
    now: datetime
    seed: int = 1
    until: str = ""
    simulated: bool = True
    report: Report = lambda _name, _number: None
    ends_by: datetime | None = None
    rng: Random = field(init=False)
    done: int = 0

    def __post_init__(self) -> None:
        """Draw everything from the seed."""
        self.rng = Random(self.seed)  # noqa: S311 - a simulation, no secret

    def run(self) -> list[UUID]:
        """Play until the end, or until a task of the element `until` is open; return the cases."""
        return list(self._cases())

    def _cases(self) -> Iterator[UUID]:
        for kind in CASES:
            case_id = self._open(kind)
            yield case_id
            if not self._play(case_id):
                return

    def _open(self, kind: str) -> UUID:
        leader = self._leader()
        with self.begin() as session:
            actor = case_work.holder_of(session, leader, now=self.now)
            case_id = open_case.open_case(
                session,
                bloc_year_id=self.bloc_year_id,
                kind=kind,
                actor=actor,
                now=self._tick(),
                simulated=self.simulated,
            )
        self.report(kind, self.done)
        return case_id

    def _play(self, case_id: UUID) -> bool:
        """Complete open tasks until none is left; False where `until` was reached."""
        scene = Scene(begin=self.begin, case_id=case_id, rng=self.rng, simulated=self.simulated)
        with self.begin() as session:
            scene.rules = case_work.rules_of_case(session, case_id)
        while tasks := self._open_tasks(case_id):
            tasks = [task for task in tasks if task.element != self.until]
            if not tasks:
                return False
            for task in tasks:  # what opens meanwhile comes in the next round
                self._complete(scene, task)
        return True

    def _open_tasks(self, case_id: UUID) -> list[OpenTask]:
        with self.begin() as session:
            return case_work.open_tasks(session, case_id)

    def _complete(self, scene: Scene, task: OpenTask) -> None:
        now = self._tick()
        with self.begin() as session:
            actor = case_work.holder_of(session, task.post_id, now=now)
            value = PLAYS[task.form](TaskTurn(scene, session, task, actor, now))
            complete_task.complete(session, task.id, actor=actor, value=value, now=now)
        scene.played(task)
        self.done += 1
        self.report(task.element, self.done)

    def _leader(self) -> str:
        with self.begin() as session:
            return open_case.leader_post(session, self.bloc_year_id, now=self.now)

    def _tick(self) -> datetime:
        """Let working time pass between acts; a run that ends by an instant hurries instead."""
        if self.ends_by is None:
            self.now = in_office_hours(self.now + STEP)
        else:
            self.now += (self.ends_by - self.now) / 40
        return self.now


def in_office_hours(instant: datetime) -> datetime:
    """Move an instant to the next office hour in Viet Nam, if it is none itself."""
    local = instant.astimezone(VIETNAM)
    if local.time() > CLOSES:
        local = datetime.combine(local.date() + timedelta(days=1), OPENS, VIETNAM)
    while local.weekday() >= SATURDAY:
        local = datetime.combine(local.date() + timedelta(days=1), OPENS, VIETNAM)
    return local.astimezone(UTC)
