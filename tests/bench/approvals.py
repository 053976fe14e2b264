"""A three-step approval in any number of units: propose, approve, confirm; a return begins anew.

It is deployed beside the product's own processes, in the place of the evaluation, and runs in the
product's engine, rules and tables: what a completion costs apart from what its form means. Its
cases are rehearsals, of which there may be many; so they write no mail and plan no reminders, as
the acts of the year in `test_acts.py` do.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import Session

from server.actions.cases import case_work, open_case
from server.actions.cases.case_work import Actor, OpenTask
from server.actions.deployment import deploy
from server.actions.tasks.complete_task import complete
from server.actions.transaction import transactions
from server.demo.scaled import scaled
from server.embedded import Cluster
from server.store import engine_for
from tests.worlds.databases import Database
from tests.worlds.states import with_bloc_years
from tests.worlds.year import BEGINS, Year, new_act

FOLDER = Path(__file__).with_name("three_steps")
COMMENT = "Đã xem xét hồ sơ, nội dung đầy đủ và đúng quy định."
LEAST_UNITS = 2
"""A bloc has a leader and a deputy; one unit alone takes part where one is asked for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One approval: the instance of a unit in a case."""

    case_id: UUID
    key: str


@dataclass(slots=True)
class Approvals:
    """A database with the three-step approval, and who holds its posts."""

    database: Database
    units: int
    year: Year
    actors: dict[str, Actor] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    analyzed: bool = False

    def open(self) -> list[Paper]:
        """Open a case: every unit has to propose."""
        year = self.year
        with year.begin() as session:
            leader = open_case.leader_post(session, year.bloc_year_id, now=year.now)
            actor = case_work.holder_of(session, leader, now=year.now)
            case_id = open_case.open_case(
                session,
                bloc_year_id=year.bloc_year_id,
                kind="evaluation",
                actor=actor,
                now=year.tick(),
                simulated=True,  # of which there may be many
            )
        if not self.analyzed:
            analyze(self.database)
            self.analyzed = True
        with self.year.begin() as session:
            return [Paper(case_id, task.key) for task in case_work.open_tasks(session, case_id)]

    def task(self, paper: Paper) -> OpenTask | None:
        """Answer the open task of an approval, None after the last one."""
        with self.year.begin() as session:
            found = case_work.open_tasks(session, paper.case_id)
        return next((task for task in found if task.key == paper.key), None)

    def actor(self, post_id: str) -> Actor:
        if post_id not in self.actors:
            self.actors[post_id] = self.year.holder(post_id)
        return self.actors[post_id]

    def complete(self, task: OpenTask, verdict: str = "approve") -> None:
        """Complete a task as the holder of its post, in one transaction."""
        actor, act, now = self.actor(task.post_id), new_act(), self.year.tick()
        with self.year.begin() as session:
            complete(session, task.id, actor=actor, value=answer(task, verdict), act=act, now=now)

    def walk(self, paper: Paper, steps: int) -> None:
        """Go round so many steps: the confirmation returns it each time."""
        for _ in range(steps):
            task = self.task(paper)
            assert task is not None
            self.complete(task, "return" if task.element == "confirm" else "approve")


def answer(task: OpenTask, verdict: str = "approve") -> dict[str, str]:
    """Fill a task's form."""
    return {"comment": COMMENT} | ({} if task.element == "propose" else {"verdict": verdict})


@contextmanager
def approvals(cluster: Cluster, units: int) -> Iterator[Approvals]:
    """Make a database where so many units have to propose."""
    roster = max(units, LEAST_UNITS)
    with with_bloc_years(cluster, scaled(roster)) as made:
        replace_evaluation(made, units)
        year = Year(begin=transactions(made.url), bloc_year_id=f"bac-giang/khoi-mau-{roster}/2024")
        yield Approvals(made, units, year)
        engine_for(made.url).dispose()


def analyze(database: Database) -> None:
    """Give the planner what autovacuum gives it within a minute of so many new rows."""
    owner = create_engine(database.owner_url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        connection.execute(text("ANALYZE"))
    owner.dispose()


def replace_evaluation(database: Database, units: int) -> None:
    """Deploy the three-step approval as the newest version of the evaluation."""
    engine = create_engine(database.url, poolclass=NullPool)
    with Session(engine) as session:
        deploy.deploy(session, "evaluation", _files(units), actor=None, now=BEGINS)
        session.commit()
    engine.dispose()


def _files(units: int) -> dict[str, str]:
    files = deploy.collect("evaluation", FOLDER, FOLDER)
    if units < LEAST_UNITS:
        everyone, one = 'name="to" value="units"', 'name="to" value="[units[0]]"'
        files["evaluation.bpmn"] = files["evaluation.bpmn"].replace(everyone, one)
    return files
