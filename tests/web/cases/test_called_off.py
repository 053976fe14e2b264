"""A case that a terminate end has ended: its diagram, steps and history; nothing is taken back."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from server.actions.deployment import deploy
from server.actions.tasks.recall_task import take_back
from server.domain.tasks.recall import NotTakenBack
from tests.actions.cases.drawn import AGAIN, files
from tests.lint.samples.material import named
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.called_off import main
from tests.worlds.rows import rows
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import BEGINS, Year

MEMBER = "bac-giang/so-gddt/head"
MARKS = re.compile(r'data-(done|current|passed)="([^"]*)"')


def drawn_with_names() -> dict[str, str]:
    """Give the files of the process with names; what is checked may be taken back."""
    given = files(main(), flows={})
    names = {"write": "Viết báo cáo", "check": "Kiểm tra", "off": "Gọi bỏ"}
    given["evaluation.bpmn"] = named(given["evaluation.bpmn"], names)
    manifest = given["evaluation.toml"]
    given["evaluation.toml"] = manifest.replace(
        'check = { see = "all"', 'check = { see = "all", recall = true'
    )
    return given


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.fixture
def http(committed: Year, database: Database) -> Iterator[OverHttp]:
    """Serve a case in which whoever checks has called the whole off."""
    with committed.begin() as session:
        deploy.deploy(session, "evaluation", drawn_with_names(), actor=None, now=BEGINS)
    committed.open("evaluation")
    committed.complete(committed.task("check"), AGAIN)
    served = OverHttp.on(database)
    yield served
    served.close()


def page(year: Year, http: OverHttp, tab: str = "") -> str:
    client, _ = http.signed_in(MEMBER)
    answer = client.get(f"/cases/{year.case_id}" + (f"?tab={tab}" if tab else ""))
    assert answer.status_code == 200, answer.text[-2000:]
    return " ".join(unescape(answer.text).split())


def test_history_says_what_was_withdrawn_and_by_what(committed: Year, http: OverHttp) -> None:
    assert "Rút lại: Viết báo cáo (Gọi bỏ)" in page(committed, http, "history")


def test_the_diagram_marks_what_was_passed_and_nothing_as_waiting(
    committed: Year, http: OverHttp
) -> None:
    marks = {name: set(listed.split()) for name, listed in MARKS.findall(page(committed, http))}
    assert {"check", "off_q", "off"} <= marks["done"]
    assert not {"write", "join", "sign", "done"} & marks["done"]
    assert not marks.get("current")


def test_the_steps_list_has_the_branches_in_order(committed: Year, http: OverHttp) -> None:
    shown = page(committed, http)
    assert "Viết báo cáo" in shown
    assert "Kiểm tra" in shown


@pytest.mark.usefixtures("http")
def test_what_has_ended_everything_is_not_taken_back(committed: Year) -> None:
    with committed.begin() as session:
        query = "SELECT id, post_id FROM task WHERE element = 'check'"
        ((task, post),) = rows(session, query)
        with pytest.raises(NotTakenBack):
            take_back(session, task, actor=committed.holder(str(post)), now=committed.tick())
