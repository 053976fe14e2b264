"""A fact that was taken back and points given anew midway: both prove what stands in the end."""

import pytest

from server.actions.transaction import transactions
from server.domain.canonical import Json
from tests.processes.evaluation.scored_by_others import DEDUCTED, HOME_AFFAIRS
from tests.verifier.running import Answer
from tests.verifier.whole import every_rule
from tests.verifier.whole.conftest import Played
from tests.verifier.whole.every_rule import COMPLAINT, DISCIPLINE, facts
from tests.verifier.whole.test_every_rule import RESULTS, rows
from tests.verifier.whole.told_events import ToldEvents
from tests.worlds.databases import Database
from tests.worlds.worker import checked
from tests.worlds.year import PRESS, SCHOOL, Year

POINTS: dict[str, Json] = {HOME_AFFAIRS: {"send_back": True, "reason": "Đơn vị có giải trình."}}


@pytest.fixture(scope="module")
def played(module_database: Database) -> Played:
    year = every_rule.play(Year(begin=transactions(module_database.url)), meanwhile=_changed)
    return Played(year, module_database)


def _changed(year: Year) -> None:
    """Have the meeting ask again; then a fact and a deduction no longer stand."""
    year.play("adopt")
    task = year.task("adopt")
    year.complete(task, {**year.value(task), "verdict": "send_back", "points_sent_back": POINTS})
    again = year.task("give", HOME_AFFAIRS)
    value = year.value(again)
    value["scores"][f"{SCHOOL}:{DEDUCTED}"] |= {"points": "0.25", "ground": "Theo giải trình."}
    year.complete(again, value)
    year.play("rank")
    task = year.task("rank")
    value = year.value(task)
    gone = {PRESS: {"declared": False, "reason": "Quyết định bị hủy."}}
    value["facts"] = {**facts()["facts"], DISCIPLINE: gone}
    year.complete(task, value)


def test_what_stands_is_proven_and_what_was_taken_back_is_no_reason(
    played: Played, whole: bytes
) -> None:
    answer = Answer(whole, None)
    assert answer.findings == []
    assert {what for _, what, _ in answer.results} >= RESULTS
    assert all(agrees for _, _, agrees in answer.results)
    told = ToldEvents.of(whole)
    assert told.by_page() == [told.by_command()]
    standing = {row[1] for row in answer.lines["facts"]}
    assert f"condition/{COMPLAINT}" in standing
    assert f"condition/{DISCIPLINE}" not in standing
    assert not rows(
        played,
        "SELECT 1 FROM candidate WHERE ineligible_because = 'condition/discipline'",
    )


def test_the_check_finds_nothing(played: Played) -> None:
    with played.year.begin() as session:
        assert checked(session, now=played.year.now) == []
