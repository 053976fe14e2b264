"""A post lent until a day: who stands in a form when that day ends is told, and loses nothing."""

import re

import psycopg
import pytest

from server.store.database.addresses import libpq_url
from tests.worlds.databases import Database
from tests.worlds.web.lending import SCHOOL, lend
from tests.worlds.year_end import Open, Person, YearEnd

OVER = "Ủy quyền mà bạn đang dùng đã hết hạn; bạn trở lại chức vụ của chính mình."
YESTERDAY = "UPDATE delegation SET valid_from = '2024-12-01', valid_to = '2024-12-08'"
HIDDEN = re.compile(r'name="(_for|_key|_version|_labels|csrf_token)" value="([^"]*)"')
FOREIGN, OWN_UNIT = "bac-giang/so-tttt/officer", f"{SCHOOL}/officer"


@pytest.fixture
def task(year: YearEnd) -> Open:
    year.play("approve")
    return year.open("approve", "so-gddt")


def in_the_form(year: YearEnd, task: Open, database: Database, to: str) -> tuple[Person, str]:
    """Let somebody draw the form in another's stead, and the last day of that be yesterday."""
    person = lend(year, to=to)
    page = person.get(f"/tasks/{task.id}").text
    with psycopg.connect(libpq_url(database.owner_url)) as connection:
        connection.execute(YESTERDAY)
    return person, page


@pytest.mark.parametrize("to", [FOREIGN, OWN_UNIT])
@pytest.mark.parametrize("way", ["complete", "draft"])
def test_who_sends_a_form_after_it_is_told_why_and_given_back_what_was_typed(
    year: YearEnd, task: Open, database: Database, to: str, way: str
) -> None:
    person, page = in_the_form(year, task, database, to)
    fields = {**dict(HIDDEN.findall(page)), "comment": "Đang gõ dở", "verdict": "approve"}
    told = person.client.post(f"/tasks/{task.id}/{way}", data=fields)
    assert told.status_code == (404 if to == FOREIGN else 403)
    assert OVER[:-1] in told.text
    assert "Đang gõ dở" in told.text
    script = {"Accept": "application/json"}
    heard = person.client.post(f"/tasks/{task.id}/{way}", data=fields, headers=script)
    assert heard.get_json()["message"].startswith(OVER[:-1])
    assert year.value("SELECT count(*) FROM draft WHERE task_id = :t", t=task.id) == 0
    assert year.value("SELECT state FROM task WHERE id = :t", t=task.id) == "open"


def test_who_opens_a_closed_page_after_it_is_told_why(
    year: YearEnd, task: Open, database: Database
) -> None:
    person, _ = in_the_form(year, task, database, FOREIGN)
    assert OVER in person.get(f"/tasks/{task.id}").text
    own = re.search(rf'value="({FOREIGN}[^"]*)"', person.get("/tasks").text)
    chosen = {"post": own[1] if own else f"{FOREIGN}|"}
    assert person.post("/act-as", chosen, at="/tasks").status_code == 303
    assert OVER not in person.get(f"/tasks/{task.id}").text
