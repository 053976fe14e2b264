"""Play whatever an archive holds to its end, with the simulation's answers of today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.actions.cases import suspend_case
from server.actions.cases.case_work import OpenTask
from server.actions.tasks import entrust_task
from server.actions.transaction import Begin
from server.domain.tasks.work import TakenByOther
from tests.archive.data_alone import answers
from tests.archive.evaluations import WHY
from tests.worlds.year import ADMINISTRATOR, Year

MOST_ROUNDS = 20
_CASES = """
SELECT id, kind, bloc_year_id, state FROM case_ WHERE state NOT IN ('closed', 'cancelled')
ORDER BY opened_at, id
"""
_TIMER = """
SELECT min(t.due) FROM timer t JOIN case_ c ON c.id = t.case_id
WHERE t.state = 'armed' AND c.state = 'open' AND t.due > :now
"""


@dataclass(slots=True)
class Finishing:
    """An archive's database, and its clock."""

    begin: Begin
    now: datetime
    years: dict[UUID, Year]

    @classmethod
    def of(cls, begin: Begin, now: datetime) -> "Finishing":
        """Take up every case that has not ended; what is suspended goes on."""
        made = cls(begin, now, {})
        for case_id, row in made._running():
            year = Year(begin=begin, bloc_year_id=str(row["bloc_year_id"]), now=now)
            year.take_up(str(row["kind"]), case_id)
            year.answers |= answers(year.kind)
            if row["state"] == "suspended":
                with begin() as session:
                    admin = year.holder(ADMINISTRATOR)
                    suspend_case.resume(session, case_id, reason=WHY, actor=admin, now=now)
            made.years[case_id] = year
        return made

    def finish(self, *, but: frozenset[UUID] = frozenset()) -> None:
        """Complete what is open and let the next timer come, until every case has ended."""
        for _ in range(MOST_ROUNDS):
            left = [year for case_id, year in self.years.items() if case_id not in but]
            going = [year for year in left if year.case_id in dict(self._running())]
            if not going:
                return
            for year in going:
                self._play(year)
            self._wait(going[-1])
        raise AssertionError([str(case_id) for case_id, _ in self._running()])

    def _play(self, year: Year) -> None:
        year.now = max(year.now, self.now)
        while tasks := year.tasks():
            for task in tasks:
                self._complete(year, task)
        self.now = year.now

    def _complete(self, year: Year, task: OpenTask) -> None:
        """Complete a task; one that is with a colleague is called back first."""
        try:
            year.complete(task)
        except TakenByOther:
            with self.begin() as session:
                holder = year.holder(task.post_id)
                entrust_task.recall(session, task.id, actor=holder, now=year.tick())
            year.complete(task)

    def _wait(self, year: Year) -> None:
        with self.begin() as session:
            due = session.execute(text(_TIMER), {"now": self.now}).scalar()
        year.fire_due(due or self.now)
        self.now = year.now

    def _running(self) -> Iterator[tuple[UUID, Mapping[str, object]]]:
        with self.begin() as session:
            rows = session.execute(text(_CASES)).mappings().all()
        yield from ((row["id"], dict(row)) for row in rows)
