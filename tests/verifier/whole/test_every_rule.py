"""Command and page prove a year with rules of every kind, and work out what its pages show."""

import pytest
from sqlalchemy import create_engine, text

from server.store.history.event_questions import EventFilter
from tests.verifier.running import Answer
from tests.verifier.whole.conftest import PROVINCE, Played
from tests.verifier.whole.told_events import ToldEvents
from tests.worlds.year import LEADER, SCHOOL

RESULTS = {
    *("ranking", "facts", "others", "eligibility", "round 1", "round 2"),
    *("nominees", "council", "decisions"),
}


@pytest.fixture(scope="module")
def told(whole: bytes) -> ToldEvents:
    return ToldEvents.of(whole)


def rows(played: Played, query: str) -> list[tuple[object, ...]]:
    engine = create_engine(played.database.url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def test_both_prove_every_result(whole: bytes, told: ToldEvents) -> None:
    answer = Answer(whole, None)
    assert answer.findings == []
    assert {what for _, what, _ in answer.results} == RESULTS
    assert all(agrees for _, _, agrees in answer.results)
    assert told.by_page() == [told.by_command()]


def test_who_is_barred_by_what_is_what_the_candidates_say(played: Played, whole: bytes) -> None:
    shorts = {unit.id: unit.short.vi for unit in played.year.scene.rules.units}
    barred = rows(
        played,
        "SELECT award_id, unit_id, ineligible_because FROM candidate WHERE NOT eligible",
    )
    assert {why for _, _, why in barred} == {"grade", "condition/discipline", "condition/unsigned"}
    assert sorted(Answer(whole, None).lines["eligibility"]) == sorted(
        (award, shorts[str(unit)], why) for award, unit, why in barred
    )


def test_the_facts_are_those_that_stand(played: Played, whole: bytes) -> None:
    shorts = {unit.id: unit.short.vi for unit in played.year.scene.rules.units}
    standing = rows(played, "SELECT unit_id, condition_id FROM unit_fact")
    assert sorted(Answer(whole, None).lines["facts"]) == sorted(
        (shorts[str(unit)], f"condition/{condition}") for unit, condition in standing
    )


def test_ranks_are_those_of_the_sheets(played: Played, whole: bytes) -> None:
    shorts = {unit.id: unit.short.vi for unit in played.year.scene.rules.units}
    ranked = rows(played, "SELECT rank, unit_id FROM sheet WHERE rank IS NOT NULL")
    assert [(rank, unit) for rank, unit, *_ in Answer(whole, None).lines["ranking"]] == sorted(
        (str(rank), shorts[str(unit)]) for rank, unit in ranked
    )


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(province=PROVINCE, post_id=f"{LEADER}/head"),
        EventFilter(province=PROVINCE, subject_unit_id=SCHOOL),
    ],
)
def test_an_excerpt_breaks_nothing_by_what_it_leaves_out(
    played: Played, wanted: EventFilter
) -> None:
    answer = Answer(played.exported(wanted), None)
    assert answer.findings == []
    assert "excerpt" in answer.notes
    assert False not in {agrees for _, _, agrees in answer.results}
