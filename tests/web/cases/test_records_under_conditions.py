"""Where a manifest's `if` is false, a record is nobody's to see; its task is still its holder's."""

import json

import pytest
from flask import Flask

from server.actions.transaction import transactions
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.processes.borrowed_names import OPENER, BorrowedNames
from tests.worlds.web.pages import SignIn, pages
from tests.worlds.web.posting import send
from tests.worlds.year import Year

HOLDS, BREAKS = f"opened_by == '{OPENER}'", "opened_by == 'x/y/nobody'"
ORGANISER, UNIT_HEAD, AUDITOR = "so-khcn.head", "so-gddt.head", "thanh-tra.auditor"
CHOSEN = "Phản đối"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def app(database: Database) -> Flask:
    return pages(database)


@pytest.fixture(params=[HOLDS, BREAKS], ids=["it holds", "it breaks"])
def condition(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def voted(database: Database, condition: str) -> tuple[Year, str]:
    """Answer a year in which the superior has said no under a condition, and that task."""
    year = Year(begin=transactions(database.url))
    BorrowedNames(conditions={"decide": condition}).open(year)
    year.do("score", {"note": "Xin ý kiến"})
    year.do("vote", {"choice": "yes"})
    task = year.task("decide")
    year.complete(task, {"said": "no", "why": "Không đúng thẩm quyền"})
    return year, f"/tasks/{task.id}"


def test_the_page_of_its_task(voted: tuple[Year, str], condition: str, as_post: SignIn) -> None:
    found = as_post("so-gddt.officer").get(voted[1]).status_code
    assert found == (200 if condition == HOLDS else 404)
    assert as_post(ORGANISER).get(voted[1]).status_code == 200, "the task of their own post"


def test_the_history_and_the_steps_of_its_case(
    voted: tuple[Year, str], condition: str, as_post: SignIn
) -> None:
    client, case = as_post("so-gddt.officer"), f"/cases/{voted[0].case_id}"
    told = [
        "Không đúng thẩm quyền" in client.get(f"{case}?tab=history").text,
        "Không nhận" in client.get(f"{case}?tab=history").text,
        "Không nhận" in client.get(case).text,
    ]
    assert told == [condition == HOLDS] * 3


def test_the_audit_and_its_download(
    voted: tuple[Year, str], condition: str, as_post: SignIn
) -> None:
    auditor, case = as_post(AUDITOR), voted[0].case_id
    listed = auditor.get(f"/audit?case={case}").text.partition("<tbody")[2]
    assert ("Không nhận" in listed) == (condition == HOLDS)
    sent = send(auditor, "/audit/export", {"form": "ndjson", "case": str(case)}, at="/audit")
    lines = [json.loads(line) for line in sent.text.splitlines()]
    kept_back = [line for line in lines if line.get("withheld")]
    assert bool(kept_back) == (condition == BREAKS)
    assert ("Không đúng thẩm quyền" in sent.text) == (condition == HOLDS)
