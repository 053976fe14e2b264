"""The page of a sheet with criteria of every kind."""

import re

import pytest

from server.demo.load import SAMPLE_BEGINS
from tests.processes.evaluation.kinds import RATIO, STEPS, plan_with_kinds
from tests.worlds.databases import State
from tests.worlds.states import of_years
from tests.worlds.year_end import NOW, YearEnd

KINDS = of_years("kinds_of_criterion", plan_with_kinds(), now=SAMPLE_BEGINS)


@pytest.fixture(scope="session")
def starting_state() -> State:
    return State(
        "kinds_of_criterion_scored",
        lambda database: YearEnd.on(database).play("score"),
        after=KINDS,
        clock=NOW,
    )


def test_a_draft_is_read_alike_in_both_languages(year: YearEnd) -> None:
    task = year.open("score", "so-tttt")
    person = year.as_post(task.post_id)
    at = f"/tasks/{task.id}"
    typed = {
        f"scores.{STEPS}.points": "2,5",
        f"scores.{RATIO}.actual": "118,5",
        f"scores.{RATIO}.target": "100",
    }
    assert person.post(f"{at}/draft", typed, at=at).status_code < 400
    assert re.search(r'value="2,5" selected', person.get(at).text)
    assert "Tính ra 3,56 điểm" in person.get(at).text
    person.post("/language", {"language": "en"}, at="/tasks")
    page = person.get(at).text
    assert re.search(r'value="2\.5" selected', page)
    assert "Comes to 3.56 points" in page
