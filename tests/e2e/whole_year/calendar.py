"""The calendar of a bloc that is walked in a browser: its clock, and what the worker does by it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from playwright.sync_api import expect

from server.actions.cases import open_on_time
from server.demo.sample_cases import Playing, sample_cases
from server.demo.scene import TaskTurn
from server.domain.deadlines import VIET_NAM
from tests.e2e.office import Office
from tests.worlds.year import PLAN, Year

Value = dict[str, Any]
MORNING = time(8, 0)


@dataclass(slots=True)
class Calendar:
    """A year that is walked: the browser, and the acts that no page is looked at for."""

    office: Office
    year: Year

    def on(self, day: date, *, by: str) -> None:
        """Move the clock on its page to the morning of a day, and let the worker look about."""
        office, page = self.office, self.office.page
        office.sit(by)
        office.go("/clock")
        office.look("clock")
        page.locator("#day").fill(f"{day:%d/%m/%Y}")
        page.get_by_role("button", name="Chuyển đồng hồ", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Đã chuyển đồng hồ.")
        office.cookies.clear()
        self.year.now = datetime.combine(day, MORNING, VIET_NAM)
        self._sweep()

    def _sweep(self) -> None:
        """Open what the day opens and fire what is due, until nothing is."""
        year = self.year
        while True:
            with year.begin() as session:
                names = open_on_time.due(session, now=year.now)
            for name in names:
                with year.begin() as session:
                    open_on_time.open_on_time(session, name, now=year.now)
            if not year.fire_due(year.now) and not names:
                return

    def take_up(self, kind: str) -> UUID:
        """Go on with the newest case of a kind."""
        asked = "SELECT id FROM case_ WHERE kind = %s ORDER BY opened_at DESC, id DESC LIMIT 1"
        with self.year.begin() as session:
            found = session.connection().exec_driver_sql(asked, (kind,)).scalar_one()
        self.year.take_up(kind, found)
        return self.year.case_id

    def all_do(self, element: str, value: Value, *kinds: str) -> None:
        """Complete all open tasks of an element alike, with a file of each of these kinds."""
        for task in self.year.tasks(element):
            with self.year.begin() as session:
                holder = self.year.holder(task.post_id)
                turn = TaskTurn(self.year.scene, session, task, holder, self.year.now)
                for kind in kinds:
                    turn.attach(kind=kind, subject="")
            self.year.complete(task, value)

    def sample(self, kind: str, begins: date) -> None:
        """Play a sample of the demonstration, whose days are before the clock's next one."""
        (case,) = (each for each in sample_cases() if (each.kind, each.begins) == (kind, begins))
        Playing(begin=self.year.begin, bloc_year_id=PLAN, simulated=False).play(case)
