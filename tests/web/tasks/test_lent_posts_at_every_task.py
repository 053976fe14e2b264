"""Who was lent a post for other kinds of case, or for another task, at every task of a year."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from server.actions.cases.case_work import OpenTask
from server.demo.scene import Scene
from server.demo.simulate import Simulation
from server.domain.people.appointments import MAY_DELEGATE
from server.domain.people.posts import position_of
from tests.web.tasks.test_every_role_at_every_task import ACTS, FORMS, Intruders, signed_in
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year_end import Person, YearEnd

KINDS = ("evaluation", "award_review", "submission")
OUTSIDE = "bac-giang/so-khac/officer"
LENT = text("""
INSERT INTO delegation(id, post_id, person_id, valid_from, valid_to, kinds, task_id, given_by)
SELECT :id, :post, :to, '2024-01-01', '2024-12-31', CAST(:kinds AS text[]), CAST(:task AS uuid),
  a.person_id FROM appointment a WHERE a.post_id = :post LIMIT 1
""")
RETURNED = text("""
WITH one AS (UPDATE web_session SET delegation_id = NULL, post_id = NULL
  WHERE delegation_id = :id)
UPDATE delegation SET revoked_at = now() WHERE id = :id
""")
OUTSIDER = """
INSERT INTO unit(id, province) VALUES ('bac-giang/so-khac', 'bac-giang');
INSERT INTO post(id, unit_id, position) VALUES (:post, 'bac-giang/so-khac', 'officer');
INSERT INTO person(id, login, name, demonstration, created_at)
  VALUES (:id, 'so.khac', 'Cán bộ Sở khác', true, :of);
INSERT INTO appointment(id, person_id, post_id, valid_from) VALUES (:id, :id, :post, :of)"""


class Substitutes(Intruders):
    """A simulation in which somebody lent the post for other things tries each kind of task."""

    def __init__(self, year: YearEnd, person: Person) -> None:
        super().__init__(year, {OUTSIDE: person})
        self.person = person
        self.to = year.value("SELECT person_id FROM appointment WHERE post_id = :p", p=OUTSIDE)

    def _complete(self, scene: Scene, task: OpenTask) -> None:
        if task.form not in self.tried:
            self.tried[task.form] = 0
            self._barred(task)
        Simulation._complete(self, scene, task)  # noqa: SLF001 - its grandparent's

    def _barred(self, task: OpenTask) -> None:
        query = "SELECT c.kind FROM case_ c JOIN task t ON t.case_id = c.id WHERE t.id = :id"
        kind = str(self.year.value(query, id=task.id))
        query = "SELECT id FROM task WHERE id <> :id AND state = 'done' LIMIT 1"
        if other := self.year.value(query, id=task.id):
            self._as(task, "another task", task_id=other)
            self._as(task, "this task", task_id=task.id)
        if position_of(task.post_id) in MAY_DELEGATE:
            self._as(task, "other kinds", kinds=sorted({*KINDS} - {kind}))
            self._as(task, "this kind", kinds=[kind])

    def _as(self, task: OpenTask, how: str, **scope: object) -> None:
        """Lend the post so; who has it for something else changes nothing and sees nothing."""
        lent = self._lend(task.post_id, **scope)
        covered = how.startswith("this")
        if "kinds" in scope:
            choice = f"{task.post_id}|{lent}"
            chosen = {"csrf_token": self.person.token, "post": choice}
            assert self.person.client.post("/act-as", data=chosen).status_code == 303
        if not covered:
            self._try(task, how, self.person)
        seen = self.person.get(f"/tasks/{task.id}").status_code
        if seen != (200 if covered else 404):
            self.wrong.append(f"{how} sees {task.element}: {seen}")
        with self.begin() as session:
            session.execute(RETURNED, {"id": lent})

    def _lend(self, post_id: str, *, kinds: object = None, task_id: object = None) -> UUID:
        lent = uuid4()
        values = {"id": lent, "post": post_id, "to": self.to, "kinds": kinds, "task": task_id}
        with self.begin() as session:
            session.execute(LENT, values)
        return lent


def outsider(year: YearEnd) -> Person:
    """Add somebody of a unit that is in no bloc, and sign them in."""
    values = {"id": UUID(int=7), "post": OUTSIDE, "of": date(2024, 1, 1)}
    with year.begin() as session:
        for statement in OUTSIDER.split(";"):
            session.execute(text(statement), values)
    return signed_in(year, OUTSIDE)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.YEAR_END


@pytest.mark.slow
def test_who_was_lent_a_post_for_other_things_touches_and_sees_nothing(
    engine: Engine, app: Flask
) -> None:
    year = YearEnd(engine, app)
    play = Substitutes(year, outsider(year))
    play.run()
    assert play.wrong == []
    assert len(play.tried) == FORMS, sorted(play.tried)
    assert min(list(play.tried.values())[1:]) >= len(ACTS)
