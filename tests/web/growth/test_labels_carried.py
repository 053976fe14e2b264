"""What a form carries to call its fields by does not grow with what it does not show."""

import json
import re
from html import unescape

import pytest

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.web.pages import SignIn
from tests.worlds.year import Year


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


def test_a_sheet_of_criteria_names_no_unit(committed: Year, as_post: SignIn) -> None:
    committed.open("evaluation")
    task = committed.tasks("score")[0]
    page = as_post(task.post_id.partition("/")[2].replace("/", ".")).get(f"/tasks/{task.id}").text
    carried = re.search(r'name="_labels" value="([^"]*)"', page)
    assert carried is not None
    rows = json.loads(unescape(carried[1]))["rows"]
    assert rows
    assert not {unit.id for unit in committed.scene.rules.units} & rows.keys()
