"""A bloc that votes on one award openly and on another on paper holds a round for each way."""

import json

import pytest
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.domain.bloc_years import PLAN
from tests.worlds.rows import rows
from tests.worlds.year import Year

MERIT_ON_PAPER = f'{PLAN}\n[[voting.awards]]\naward = "merit"\nmode = "paper"\n'
FLAG_ON_PAPER = f'{PLAN}\n[[voting.awards]]\naward = "flag"\nmode = "paper"\n'


@pytest.fixture
def both(year: Year) -> Year:
    year.imported(MERIT_ON_PAPER)
    return year


def polls(session: Session) -> list[tuple[int, str, list[str]]]:
    found = rows(session, "SELECT round, mode, candidates FROM poll ORDER BY round")
    return [(number, mode, list(json.loads(told))) for number, mode, told in found]


def test_a_round_holds_awards_of_one_way_only(both: Year, session: Session) -> None:
    both.through("award_review")
    found = polls(session)
    assert [mode for _, mode, awards in found if "flag" in awards] == ["open", "open"], "a tie"
    assert [mode for _, mode, awards in found if "merit" in awards] == ["paper"]
    assert [awards for _, _, awards in found] == [["flag"], ["flag"], ["merit"]]


def test_the_diagram_asks_each_round_how_it_is_voted(year: Year, session: Session) -> None:
    year.imported(FLAG_ON_PAPER)
    year.through("award_review", "count", "vote")
    assert {task.element for task in year.tasks()} == {"count"}
    year.play("vote")
    assert {task.element for task in year.tasks()} == {"vote"}
    assert [mode for _, mode, _ in polls(session)] == ["paper", "paper", "open"]


def test_each_award_has_its_quota_and_its_rounds_from_its_own_first(
    both: Year, session: Session
) -> None:
    both.through("award_review")
    closed = [
        {each["award"]: each for each in json.loads(told)["awards"]}
        for (told,) in rows(session, "SELECT settled FROM poll ORDER BY round")
    ]
    assert closed[0]["merit"]["waiting"] is True
    assert "waiting" not in closed[-1]["merit"]
    assert closed[-1]["merit"]["first_round"] == 3
    assert len(closed[-1]["flag"]["nominated"]) == 1
    assert closed[1]["flag"] == closed[-1]["flag"], "what is decided stays"


def test_two_scrutineers_are_named_where_any_award_is_voted_on_paper(
    both: Year, session: Session
) -> None:
    both.through("award_review", "meeting")
    task = both.task("meeting")
    value = both.value(task)
    value["scrutineers"] = {}
    with refused(session, Mistakes) as found:
        both.complete(task, value)
    assert codes(found) == {"scrutineers": "scrutineers_wrong_number"}


def test_the_largest_quorum_of_both_ways_is_needed(year: Year) -> None:
    own = 'quorum = { share = "1/1", base = "all" }\n'
    year.imported(MERIT_ON_PAPER + own)
    year.through("award_review", "meeting")
    task = year.task("meeting")
    value = year.value(task)
    first = next(iter(value["attendance"]))
    value["attendance"][first] = {"present": False}
    value["scrutineers"] = {
        unit: {"chosen": number < 2}
        for number, unit in enumerate(each for each in value["attendance"] if each != first)
    }
    year.complete(task, value)
    assert [task.element for task in year.tasks()] == ["reconvene"]
