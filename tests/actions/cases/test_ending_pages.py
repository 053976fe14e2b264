"""The pages of a case that is ending: said in words, worked on, looked after as one that runs."""

from collections.abc import Iterator

import pytest

from server.actions.deployment import deploy
from tests.actions.cases.drawn import GO, files
from tests.actions.cases.test_case_ends import FLOWS, main, unit
from tests.worlds.databases import Database
from tests.worlds.web.over_http import OverHttp
from tests.worlds.year import ADMINISTRATOR, BEGINS, SCHOOL, Year

ENDING = "Đang kết thúc"
LEADER = "bac-giang/so-khcn/head"


@pytest.fixture
def pages(committed: Year, database: Database) -> Iterator[OverHttp]:
    """Serve a case whose main process is done while every unit works."""
    with committed.begin() as session:
        drawn = files(main(), unit(title="Việc của đơn vị"), flows=FLOWS)
        deploy.deploy(session, "evaluation", drawn, actor=None, now=BEGINS)
    committed.open("evaluation")
    committed.answers |= {"work": lambda _: dict(GO), "check": lambda _: dict(GO)}
    served = OverHttp.on(database)
    yield served
    served.close()


def seen(pages: OverHttp, post: str, address: str) -> str:
    answer = pages.signed_in(post)[0].get(address)
    assert answer.status_code == 200, (address, answer.text[-2000:])
    return str(answer.text)


def test_an_ending_case_is_called_so_wherever_cases_are_named(
    pages: OverHttp, committed: Year
) -> None:
    assert ENDING in seen(pages, LEADER, "/cases")
    assert ENDING in seen(pages, LEADER, "/blocs/bac-giang/khoi-vhxh1/2024")
    for address in ("/operations", "/operations?state=ending"):
        assert ENDING in seen(pages, ADMINISTRATOR, address)
    page = seen(pages, ADMINISTRATOR, f"/operations/cases/{committed.case_id}")
    assert ENDING in page
    assert f"/operations/cases/{committed.case_id}/suspend" in page
    assert f"/operations/cases/{committed.case_id}/cancel" in page
    for tab in ("", "?tab=history", "?tab=discussion"):
        seen(pages, LEADER, f"/cases/{committed.case_id}{tab}")


def test_tasks_of_an_ending_case_are_listed_and_done_by_their_pages(
    pages: OverHttp, committed: Year
) -> None:
    task = committed.task("work", SCHOOL)
    assert f"/tasks/{task.id}" in seen(pages, f"{SCHOOL}/officer", "/tasks")
    pages.play(committed)
    assert committed.tasks() == []
    assert ENDING not in seen(pages, LEADER, "/cases")
    for part in ("", "?tab=history"):
        seen(pages, LEADER, f"/cases/{committed.case_id}{part}")
