"""A case with a subprocess: its steps, diagram and history, on time, too late and with an error."""

import re
from collections.abc import Iterator
from html import unescape
from uuid import uuid4

import pytest

from server.actions.deployment import deploy
from server.actions.installation.check_invariants import check
from server.actions.tasks.recall_task import take_back
from server.domain.tasks.recall import NotTakenBack
from server.store.cases.case_progress import Passage
from server.web.cases.diagram.model import read
from server.web.cases.steps import marks
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.prepared import (
    CHECK,
    DRAFT,
    HURRY,
    KEY,
    LATE,
    NAMES,
    SIGN,
    SUBPROCESS,
    UNFIT,
    files,
)
from tests.worlds.rows import rows
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import BEGINS, Year

MEMBER = "bac-giang/so-gddt/head"
MARKS = re.compile(r'data-(done|current|passed)="([^"]*)"')


class Pages:
    """The case, worked on and looked at through its pages."""

    def __init__(self, year: Year, http: OverHttp) -> None:
        self.year, self.http = year, http
        with year.begin() as session:
            deploy.deploy(session, KEY, files(), actor=None, now=BEGINS)
        year.open(KEY)

    def do(self, element: str, verdict: str = "approve") -> None:
        """Complete a task by its page, as its holder."""
        task = self.year.task(element)
        client, token = self.http.signed_in(task.post_id)
        fields = {"verdict": verdict, "why": "Thiếu số liệu", "csrf_token": token}
        fields |= {"_key": uuid4().hex}
        self.year.tick()
        answer = client.post(f"/tasks/{task.id}/complete", data=fields)
        assert answer.status_code == 303, answer.text[-2000:]

    def late(self) -> None:
        assert self.year.fire_due(self.year.after("self_score")) == [True]

    def page(self, tab: str = "") -> str:
        client, _ = self.http.signed_in(MEMBER)
        answer = client.get(f"/cases/{self.year.case_id}" + (f"?tab={tab}" if tab else ""))
        assert answer.status_code == 200, answer.text[-2000:]
        return unescape(answer.text)

    def marks(self) -> dict[str, set[str]]:
        return {name: set(listed.split()) for name, listed in MARKS.findall(self.page())}

    def open(self) -> set[str]:
        return {task.element for task in self.year.tasks()}

    def milestones(self) -> set[object]:
        with self.year.begin() as session:
            return {row[0] for row in rows(session, "SELECT milestone FROM milestone")}

    def sound(self) -> None:
        with self.year.begin() as session:
            assert rows(session, "SELECT state FROM case_") == [("closed",)]
            found = check(session, now=self.year.now)
            assert [each for each in found if "mail" not in each.invariant] == []


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.fixture
def pages(committed: Year, database: Database) -> Iterator[Pages]:
    """Serve a case that has just begun: both tasks of its subprocess are open."""
    http = OverHttp.on(database)
    yield Pages(committed, http)
    http.close()


def test_a_subprocess_goes_on_when_it_has_ended(pages: Pages) -> None:
    assert pages.open() == {DRAFT, CHECK}
    assert pages.marks()["current"] == {DRAFT, CHECK}
    assert SUBPROCESS not in pages.marks()["done"]
    pages.do(DRAFT)
    assert (pages.open(), pages.marks()["current"]) == ({CHECK}, {CHECK})
    assert "ready" not in pages.milestones()
    pages.do(CHECK)
    assert pages.open() == {SIGN}
    assert {DRAFT, CHECK, SUBPROCESS} <= pages.marks()["done"]
    assert "ready" in pages.milestones()
    pages.do(SIGN)
    assert not {LATE, HURRY, UNFIT} & pages.marks()["done"]
    pages.sound()


def test_the_steps_list_has_what_is_in_the_subprocess_in_order(pages: Pages) -> None:
    page = pages.page()
    places = [page.index(f">{NAMES[each]}") for each in (DRAFT, SIGN)]
    assert places == sorted(places)
    assert NAMES[CHECK] in page


def test_what_follows_an_event_on_a_subprocess_comes_after_what_is_in_it() -> None:
    """The page that opens a case names the first task, and a case page counts the steps."""
    order = [task.id for task in read(files(), KEY).tasks]
    assert set(order[:2]) == {DRAFT, CHECK}
    assert order[2:] == [HURRY, SIGN]


def test_a_day_breaks_the_subprocess_off_and_history_tells_what_was_withdrawn(pages: Pages) -> None:
    pages.do(DRAFT)
    pages.late()
    assert pages.open() == {HURRY}
    marks = pages.marks()
    assert {DRAFT, LATE} <= marks["done"]
    assert not {CHECK, SUBPROCESS} & marks["done"]
    assert "ready" not in pages.milestones()
    history = pages.page("history")
    assert f"Rút lại: {NAMES[CHECK]} ({NAMES[LATE]})" in " ".join(history.split())
    assert f"Rút lại: {NAMES[DRAFT]}" not in history
    for element in (HURRY, SIGN):
        pages.do(element)
    pages.sound()


def test_an_error_takes_the_other_branch_away_and_history_says_so(pages: Pages) -> None:
    pages.do(CHECK, "refuse")
    assert pages.open() == {HURRY}
    marks = pages.marks()
    assert {CHECK, UNFIT} <= marks["done"]
    assert not {DRAFT, SUBPROCESS, LATE} & marks["done"]
    history = " ".join(pages.page("history").split())
    assert f"Rút lại: {NAMES[DRAFT]} ({NAMES[UNFIT]})" in history
    with pages.year.begin() as session:
        query = "SELECT id, post_id FROM task WHERE element = :it AND state = 'done'"
        ((done, post),) = rows(session, query, it=CHECK)
    with pytest.raises(NotTakenBack), pages.year.begin() as session:
        take_back(session, done, actor=pages.year.holder(post), now=pages.year.tick())
    for element in (HURRY, SIGN):
        pages.do(element)
    pages.sound()


def test_who_comes_too_late_with_a_task_that_was_broken_off_is_told(pages: Pages) -> None:
    task = pages.year.task(CHECK)
    pages.late()
    client, token = pages.http.signed_in(task.post_id)
    fields = {"verdict": "approve", "csrf_token": token, "_key": uuid4().hex}
    answer = client.post(f"/tasks/{task.id}/complete", data=fields)
    assert answer.status_code == 409
    assert NAMES[LATE] in unescape(client.get(f"/tasks/{task.id}").text)
    assert pages.open() == {HURRY}


def test_a_subprocess_that_was_begun_anew_is_not_drawn_as_done() -> None:
    drawn = read(files(), KEY)
    passed = [Passage(process="main_", element=each, then="") for each in (SUBPROCESS, DRAFT)]
    assert marks(passed, drawn, ())["done"].split() == sorted((SUBPROCESS, DRAFT))
    assert marks(passed, drawn, {CHECK})["done"].split() == [DRAFT]
    assert marks(passed, drawn, (), {DRAFT, CHECK})["done"] == ""
