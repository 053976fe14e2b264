"""A case that calls another process, on its pages: where one is in it, who sees what of it."""

import re
from collections.abc import Iterator
from html import unescape
from uuid import uuid4

import pytest
from lxml import etree

from server.actions.deployment import deploy
from server.web.cases.diagram.model import read
from tests.worlds import states
from tests.worlds.calling import CALLER, NAMES, files
from tests.worlds.databases import Database, State
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import BEGINS, Year

MARKS = re.compile(r'data-(done|current|passed)="([^"]*)"')
MEMBER, SECRETARY, DEPUTY, AUDITOR = (
    "bac-giang/so-gddt/head",
    "bac-giang/so-khcn/secretary",
    "bac-giang/ban-dan-toc/head",
    "bac-giang/thanh-tra/auditor",
)


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


class Pages:
    """The case, worked on and looked at through its pages."""

    def __init__(self, year: Year, http: OverHttp) -> None:
        self.year, self.http = year, http
        with year.begin() as session:
            deploy.deploy(session, CALLER, files(), actor=None, now=BEGINS)
        year.open(CALLER)
        year.do("ask", {"amount": 200})

    def page(self, address: str, post: str = MEMBER, status: int = 200) -> str:
        client, _ = self.http.signed_in(post)
        answer = client.get(address)
        assert answer.status_code == status, answer.text[-2000:]
        return unescape(answer.text)

    def case(self, tab: str = "", post: str = MEMBER) -> str:
        query = f"?tab={tab}" if tab else ""
        return " ".join(self.page(f"/cases/{self.year.case_id}{query}", post).split())

    def marks(self) -> dict[str, set[str]]:
        return {name: set(listed.split()) for name, listed in MARKS.findall(self.case())}


@pytest.fixture
def pages(committed: Year, database: Database) -> Iterator[Pages]:
    """Serve a case that stands in what it calls."""
    http = OverHttp.on(database)
    yield Pages(committed, http)
    http.close()


def test_a_case_page_shows_where_one_is_in_what_is_called(pages: Pages) -> None:
    page = pages.case()
    assert f"<h3>{NAMES['look']}" in page
    assert f"trong bước {NAMES['examine']}" in page
    assert pages.marks()["current"] == {"examine", "examine__look"}
    order = [page.index(f"<h3>{NAMES[each]}") for each in ("ask", "look", "confirm", "sign")]
    assert order == sorted(order)


def test_the_diagram_holds_what_is_called_on_a_plane_behind_its_call(pages: Pages) -> None:
    root = etree.fromstring(pages.page(f"/cases/{pages.year.case_id}/diagram.xml").encode())
    planes = [e.get("bpmnElement") for e in root.iter("{*}BPMNPlane")]
    assert "examine" in planes
    ids = {node.get("id") for node in root.iter()}
    drawn = {node.get("bpmnElement") for node in root.iter("{*}BPMNShape", "{*}BPMNEdge")}
    assert drawn <= ids
    assert {"examine__look", "examine__confirm"} <= drawn
    ends = {node.get(end) for node in root.iter() for end in ("sourceRef", "targetRef")}
    assert ends - {None} <= ids
    assert not [*root.iter("{*}callInput")]


def test_the_first_steps_come_in_the_order_of_the_two_diagrams() -> None:
    order = [task.id for task in read(files(), CALLER).tasks]
    assert order[:3] == ["ask", "examine__look", "examine__confirm"]


def test_who_works_in_the_caller_sees_nothing_of_what_is_called(pages: Pages) -> None:
    task = pages.year.task("examine__look")
    assert "Xem 200 đồng" in pages.page(f"/tasks/{task.id}", SECRETARY)
    pages.page(f"/tasks/{task.id}", MEMBER, 404)
    pages.page(f"/tasks/{task.id}", "bac-giang/so-khcn/head", 404)
    pages.page(f"/tasks/{task.id}", AUDITOR)


def test_a_day_that_calls_it_off_is_told_with_the_task_that_was_withdrawn(pages: Pages) -> None:
    assert pages.year.fire_due(pages.year.after("self_score")) == [True]
    assert f"Rút lại: {NAMES['look']}" in pages.case("history", AUDITOR)
    assert not {"examine", "examine__look"} & pages.marks()["done"]


def test_a_task_of_what_is_called_is_done_by_its_page(pages: Pages) -> None:
    task = pages.year.task("examine__look")
    client, token = pages.http.signed_in(task.post_id)
    fields = {"verdict": "approve", "csrf_token": token, "_key": uuid4().hex}
    assert client.post(f"/tasks/{task.id}/complete", data=fields).status_code == 303
    page = pages.page(f"/tasks/{pages.year.task('examine__confirm').id}", DEPUTY)
    assert "Xem 200 đồng" in page
