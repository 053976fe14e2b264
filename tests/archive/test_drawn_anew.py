"""What the next archive holds of the newer elements: it is sound, and every case of it ends."""

import pytest
from sqlalchemy.orm import Session

from server.actions.deployment.deploy import problems
from server.actions.installation.check_invariants import check
from tests.archive.drawn_anew import play_drawn_anew
from tests.archive.finishing import Finishing
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.processes import errand
from tests.worlds.rows import rows
from tests.worlds.year import Year

RESTS = {
    "ask", "write", "gather", "examine__look", "examine__confirm", "hears", "warn", "sign", "slow",
    "look", "confirm", "late", "gone", "hurry",
}  # fmt: skip
"""Where tokens stand: the tasks, what waits for a message or a day."""


@pytest.fixture
def starting_state() -> State:
    """Two bloc-years, and nothing opened."""
    return states.BLOCS_LOADED


@pytest.mark.usefixtures("year")
def test_the_errand_has_no_findings() -> None:
    assert problems(errand.KEY, errand.files()) == []


def test_a_case_stands_in_every_state_of_the_newer_elements_and_ends(
    year: Year, session: Session
) -> None:
    scenes = play_drawn_anew(year)
    open_tasks = "SELECT element FROM task WHERE state = 'open'"
    armed = "SELECT unnest(armed) FROM instance WHERE status = 'running'"
    here = {name for (name,) in rows(session, f"{open_tasks} UNION {armed}")}
    assert RESTS - here == set()
    planned = "SELECT DISTINCT state FROM timed_opening WHERE kind = 'errand'"
    assert rows(session, planned) == [("planned",)]
    assert check(session, now=year.now) == []
    finishing = Finishing.of(year.begin, year.now)
    finishing.finish()
    assert rows(session, "SELECT DISTINCT state FROM case_") == [("closed",)]
    assert len(scenes) == len(rows(session, "SELECT id FROM case_"))
    assert check(session, now=finishing.now) == []
