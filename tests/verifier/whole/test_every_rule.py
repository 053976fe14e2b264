"""Command and page prove a year with rules of every kind, and work out what its pages show."""

from decimal import Decimal

import pytest
from sqlalchemy import create_engine, text

from server.domain.blocs.rules import SectionKind
from server.domain.people.lineage import Reach
from server.store.history.event_questions import EventFilter
from tests.verifier.running import Answer
from tests.verifier.whole.conftest import PROVINCE, Played
from tests.verifier.whole.told_events import ToldEvents
from tests.worlds.year import LEADER, SCHOOL

RESULTS = {
    *("ranking", "facts", "others", "eligibility", "round 1", "round 2"),
    *("nominees", "council", "decisions", "revoked"),
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


def test_what_was_revoked_is_what_the_register_says(played: Played, whole: bytes) -> None:
    registered = rows(
        played,
        "SELECT nominee_id, decision_number, decision_date::text FROM award_revocation",
    )
    lines = Answer(whole, None).lines["revoked"]
    assert lines == sorted(registered)
    for nominee, *paper in lines:
        award, _, unit = nominee.partition("/")
        answer = Answer(whole, None, about=(unit, award))
        assert answer.explained["revoked"] == [tuple(paper)]


def test_ranks_are_those_of_the_sheets(played: Played, whole: bytes) -> None:
    shorts = {unit.id: unit.short.vi for unit in played.year.scene.rules.units}
    ranked = rows(played, "SELECT rank, unit_id FROM sheet WHERE rank IS NOT NULL")
    assert [(rank, unit) for rank, unit, *_ in Answer(whole, None).lines["ranking"]] == sorted(
        (str(rank), shorts[str(unit)]) for rank, unit in ranked
    )


def test_how_a_result_came_about_is_told_from_the_file_alone(played: Played, whole: bytes) -> None:
    won = rows(played, "SELECT award_id, unit_id FROM candidate WHERE result = 'nominated'")
    for award, unit in won:
        short = next(u.short for u in played.year.scene.rules.units if u.id == unit)
        answer = Answer(whole, None, about=(str(unit), str(award)))
        assert answer.code == Answer(whole, None).code
        assert Answer(whole, None, about=(short.vi, str(award))).explained == answer.explained
        told = dict(answer.lines)
        [(rank, _, total, final)] = [each for each in told["ranking"] if each[1] == short.vi]
        points = answer.explained["ranking"]
        assert ("total", total) in points
        assert ("scaled", final) in points
        assert points[-1] == ("above", str(int(rank) - 1), "ranked", rank)
        assert answer.explained["eligibility"][-1] == ("able", "")
        voted = [each for what, each in answer.explained.items() if what.startswith("round ")]
        assert any(line[-1] == "nominated" for lines in voted for line in lines)
        [(_, _, outcome)] = [each for each in told["council"] if each[0] == f"{award}/{unit}"]
        assert [line[-1] for line in answer.explained["council"]] == [outcome]
        assert any("rank" in line and "units with more" in line for line in answer.said)


def test_the_sums_of_the_table_are_those_of_its_criteria(played: Played, whole: bytes) -> None:
    lines = Answer(whole, None, about=(SCHOOL, "flag")).explained["ranking"]
    kinds = {
        f"{part.code} {part.name.vi}": part.kind
        for part in played.year.scene.rules.score_table.sections
    }
    sums = {
        str(line[0]["vi"]): Decimal(str(line[2]))
        for line in lines
        if isinstance(line[0], dict) and line[1] == "sum" and line[0]["vi"] in kinds
    }
    assert sums.keys() == kinds.keys()
    signs = {name: -1 if kind is SectionKind.DEDUCTION else 1 for name, kind in kinds.items()}
    [(_, total)] = [line for line in lines if line[0] == "total"]
    assert sum(points * signs[name] for name, points in sums.items()) == Decimal(str(total))


def test_who_is_barred_is_told_by_which_condition_and_whom_nobody_knows_by_nothing(
    played: Played, whole: bytes
) -> None:
    [unit] = {u for _, u, why in rows(
        played, "SELECT award_id, unit_id, ineligible_because FROM candidate"
    ) if why == "condition/discipline"}  # fmt: skip
    answer = Answer(whole, None, about=(str(unit), "flag"))
    assert ("unable", "condition/discipline") in answer.explained["eligibility"]
    assert ("unranked",) in answer.explained["ranking"]
    assert any("Somebody was disciplined · comes under it" in line for line in answer.said)
    nobody = Answer(whole, None, about=("khong-co", "flag"))
    assert (nobody.explained, nobody.code) == ({}, answer.code)
    assert nobody.said[-1].strip() == "the file has no result of this unit and award"


@pytest.mark.parametrize(
    "wanted",
    [
        EventFilter(reach=Reach((PROVINCE,)), post_id=f"{LEADER}/head"),
        EventFilter(reach=Reach((PROVINCE,)), subject_unit_id=SCHOOL),
    ],
)
def test_an_excerpt_breaks_nothing_by_what_it_leaves_out(
    played: Played, wanted: EventFilter
) -> None:
    answer = Answer(played.exported(wanted), None)
    assert answer.findings == []
    assert "excerpt" in answer.notes
    assert False not in {agrees for _, _, agrees in answer.results}
