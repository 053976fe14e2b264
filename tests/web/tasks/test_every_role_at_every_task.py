"""Every post at every task that is not its own, over the whole year, through HTTP."""

import io
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from server.actions.cases.case_work import OpenTask
from server.demo.scene import Scene
from server.demo.simulate import Simulation
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year_end import BEGINS, NOW, TOKEN, Person, YearEnd

ACTS = ("complete", "check", "draft", "files", "claim")
FORMS = 22
"""The forms a year on open ballots comes to without a late unit, a failed quorum or a refusal."""


class Intruders(Simulation):
    """A simulation in which all the others try each kind of task before its holder does it."""

    def __init__(self, year: YearEnd, people: dict[str, Person]) -> None:
        super().__init__(
            begin=year.begin,
            bloc_year_id=year.bloc_year_id,
            now=BEGINS + timedelta(hours=1),
            ends_by=NOW,
        )
        self.year = year
        self.people = people
        self.tried: dict[str, int] = {}
        self.wrong: list[str] = []

    def _complete(self, scene: Scene, task: OpenTask) -> None:
        if task.form not in self.tried:
            self.tried[task.form] = 0
            for post_id, person in self.people.items():
                if post_id != task.post_id:
                    self._try(task, post_id, person)
        super()._complete(scene, task)

    def _try(self, task: OpenTask, post_id: str, person: Person) -> None:
        before = self._state(task)
        for act in ACTS:
            fields: dict[str, object] = {"csrf_token": person.token, "_key": f"k{act}"}
            if act == "files":
                fields["file.evidence."] = (io.BytesIO(b"%PDF-1.4 minimal"), "a.pdf")
            answer = person.client.post(f"/tasks/{task.id}/{act}", data=fields)
            self.tried[task.form] += 1
            if answer.status_code not in {403, 404}:
                self.wrong.append(f"{post_id} {act} {task.element}: {answer.status_code}")
        if self._state(task) != before:
            self.wrong.append(f"{post_id} changed {task.element}")

    def _state(self, task: OpenTask) -> object:
        with self.begin() as session:
            return session.execute(
                text("""
                SELECT t.state, t.assignee_id, c.seq, c.head, (SELECT count(*) FROM draft),
                  (SELECT count(*) FROM attachment) FROM task t JOIN case_ c ON c.id = t.case_id
                WHERE t.id = :id
                """),
                {"id": task.id},
            ).one()


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.YEAR_END


@pytest.mark.slow
def test_nobody_touches_a_task_of_another_post(engine: Engine, app: Flask) -> None:
    year = YearEnd(engine, app)
    people = {post: signed_in(year, post) for post in posts(year)}
    play = Intruders(year, people)
    play.run()
    assert play.wrong == []
    assert len(play.tried) == FORMS, sorted(play.tried)
    assert min(play.tried.values()) == (len(people) - 1) * len(ACTS)


def posts(year: YearEnd) -> list[str]:
    with year.begin() as session:
        return [row.id for row in session.execute(text("SELECT id FROM post ORDER BY id"))]


def signed_in(year: YearEnd, post_id: str) -> Person:
    person = year.as_post(post_id)
    token = TOKEN.search(person.get("/tasks").text)
    assert token is not None
    person.token = token[1]
    return person
