"""The list of a unit's tasks shows each of its posts the tasks that it may open, at every stage."""

import re
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from server.actions.transaction import transactions
from server.demo.sample_cases import Playing, SampleCase, SampleStep, sample_cases
from server.demo.scene import Scene
from tests.demo.resting import play_rested_on
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.web.pages import pages, sign_in
from tests.worlds.web.walking import LINKS_ON, links
from tests.worlds.year import PLAN
from tests.worlds.year_end import YearEnd

CASES = sample_cases()
LIST = ("/tasks?scope=unit",)
OPEN = 200
COLLEAGUES = text("""
SELECT DISTINCT e.login FROM task t JOIN post p ON p.id = t.post_id
JOIN post c ON c.unit_id = p.unit_id JOIN appointment a ON a.post_id = c.id
JOIN person e ON e.id = a.person_id WHERE t.state = 'open' ORDER BY 1
""")


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@dataclass
class Readers:
    """Who is in a unit that has an open task, each with a browser."""

    database: Database
    app: Flask = field(init=False)
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    seen: dict[str, set[str]] = field(default_factory=dict)
    closed: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = pages(self.database)

    def of_units(self) -> dict[str, FlaskClient]:
        """Sign in who is in a unit that has an open task now; return them by login."""
        engine = create_engine(self.database.url)
        with engine.connect() as connection:
            logins = list(connection.execute(COLLEAGUES).scalars())
        engine.dispose()
        for login in logins:
            if login not in self.clients:
                self.clients[login] = sign_in(self.app, login)
        return {login: self.clients[login] for login in logins}

    def look(self) -> None:
        """Let each of them open all that their unit's list links to; what is no case's, once."""
        for login, client in self.of_units().items():
            seen = self.seen.setdefault(login, set())
            for address in sorted({*links(client.get(*LIST).text)} - seen):
                answer = client.get(address, follow_redirects=True)
                if answer.status_code != OPEN:
                    self.closed[f"{login}: {address}"] = answer.status
                elif not LINKS_ON.match(address):
                    seen.add(address)


@dataclass(slots=True, kw_only=True)
class Watched(Playing):
    """A sample case after each act of which the readers look."""

    readers: Readers

    def _do(self, scene: Scene, step: SampleStep) -> None:
        self.readers.look()
        Playing._do(self, scene, step)  # noqa: SLF001 - its own, watched


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_a_unit_list_links_to_nothing_closed_in_a_sample_case(
    database: Database, case: SampleCase
) -> None:
    play_rested_on(transactions(database.url), PLAN, case)
    readers = Readers(database)
    Watched(begin=transactions(database.url), bloc_year_id=PLAN, readers=readers).play(case)
    assert readers.closed == {}


@pytest.mark.parametrize("until", ["appraise", "explain", "vote", "council_vote"])
def test_a_unit_list_links_to_nothing_closed_in_a_year_end(database: Database, until: str) -> None:
    YearEnd.on(database).play(until)
    readers = Readers(database)
    readers.look()
    assert readers.closed == {}


@pytest.mark.parametrize("until", ["approve", "appraise", "explain", "vote"])
def test_the_number_on_a_unit_list_is_of_the_tasks_it_lists(database: Database, until: str) -> None:
    YearEnd.on(database).play(until)
    numbers, closed = set(), 0
    for login, client in Readers(database).of_units().items():
        page = client.get(*LIST).text
        listed = {*re.findall(r'href="/tasks/([0-9a-f-]{36})', page)}
        closed += "không mở cho chức vụ bạn đang dùng" in page
        for each in (page, client.get("/tasks").text):
            (said,) = re.findall(r"Của đơn vị tôi(?: \((.*)\))?<", each)
            numbers.add(said)
            assert said in {"", str(len(listed))}, login
        assert f"Của đơn vị tôi ({len(listed)})" in page, login
    assert "" in numbers, "no list of a unit had tasks of several posts"
    assert bool(closed) is (until in {"appraise", "vote"}), "lists have tasks that are not open"
