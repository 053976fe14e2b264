"""A paper's year played as a bloc plays it, from the entry form to the nominees."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from server.actions.history import proof_export
from server.actions.history.proof_export import ProofScope
from server.actions.installation.check_invariants import check_rows
from server.demo.answers import Value
from server.demo.roles import Play
from server.demo.scene import TaskTurn
from server.domain.blocs.quorum import Roll
from server.domain.people.lineage import Reach
from server.processes.award_review import readings as review_read
from server.processes.award_review.rules.voting import entitled
from server.store.history.event_questions import EventFilter
from tests.regulations.result_sheets import (
    PAPERS,
    Entry,
    Place,
    ResultSheet,
    result_sheet,
    rules_of,
    source,
)
from tests.regulations.through_the_rules import appraisal, choice_of, give, own, self_score
from tests.verifier.running import Answer
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.rows import rows
from tests.worlds.year import Year, savepoints

PLAYED = datetime(2025, 11, 4, 2, 0, tzinfo=UTC)
"""Accounts of tests hold their posts from 2024 on: older papers are played late."""


@pytest.fixture(scope="session")
def starting_state() -> State:
    sources = [source(paper) for paper in PAPERS]
    return states.of_years("regulations", *sources, now=PLAYED)


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def year(paper: str, session: Session) -> Iterator[Year]:
    """Answer a paper's year, before anything is opened; it is sound after the test."""
    rules = rules_of(paper)
    played = Year(
        begin=savepoints(session),
        bloc_year_id=f"{rules.bloc.id}/{rules.year}",
        now=PLAYED,
        answers=answers(result_sheet(paper)),
    )
    yield played
    found = check_rows(session, now=played.now)
    assert [breach for breach in found if breach.invariant.startswith(("P3", "P6"))] == []


def answers(sheet: ResultSheet) -> dict[str, Play]:
    """Answer as the result sheet says; the appraisers and the heads agree with everything."""
    entered = sheet.entered

    def vote(turn: TaskTurn) -> Value:
        poll = review_read.newest_round(turn.session, turn.scene.case_id)
        roll = Roll.of(turn.scene.rules, present=poll.present)
        votes: Value = {}
        for award, units in poll.candidates.items():
            voting = turn.scene.rules.voting.on(award)
            for unit in units:
                voters = entitled(voting=voting, roll=roll, unit=unit)
                if turn.task.key in voters:
                    at = Place(poll.round, award, unit)
                    choice = choice_of(sheet, at=at, voters=voters, voter=turn.task.key)
                    votes.setdefault(award, {})[unit] = {"choice": choice.value}
        return {"votes": votes}

    def own_of(turn: TaskTurn) -> dict[str, Entry]:
        return own(turn.scene.rules, entered[turn.task.key])

    return {
        "rank": lambda _: declared(sheet),
        "give": lambda turn: {"scores": give(turn.scene.rules, turn.task.key, entered)},
        "approve_points": lambda _: {"verdict": "approve", "comment": ""},
        "score": lambda turn: {"scores": self_score(own_of(turn))},
        "approve": lambda _: {"verdict": "approve", "comment": ""},
        "appraise": lambda turn: {
            "verdict": "done",
            "scores": appraisal(own_of(turn)),
            "comment": "",
        },
        "vote": vote,
    }


def declared(sheet: ResultSheet) -> Value:
    """Return the form's value in which the secretary declares the facts of a result sheet."""
    found: dict[str, Value] = {}
    for unit in sheet.units:
        for fact in unit.facts.values():
            assert fact.dated is not None
            found.setdefault(fact.condition, {})[unit.id] = {
                "declared": True,
                "number": fact.number,
                "dated": fact.dated.isoformat(),
                "note": fact.note,
            }
    return {"facts": found} if found else {}


def finals(session: Session, year: Year) -> dict[str, tuple[Fraction, int | None]]:
    """Return the finals and ranks of the evaluation by unit, as they stand in the rows."""
    found = rows(
        session,
        "SELECT unit_id, scaled_numerator, scaled_denominator, rank FROM sheet WHERE case_id = :id",
        id=year.cases["evaluation"],
    )
    return {unit: (Fraction(int(n), int(d)), rank) for unit, n, d, rank in found}


def verified(session: Session, year: Year) -> Answer:
    """Let a stranger verify what an auditor of the province exports."""
    province = year.scene.rules.bloc.province
    auditor = year.holder(f"{province}/thanh-tra/auditor")
    scope = ProofScope(wanted=EventFilter(reach=Reach((province,))))
    with proof_export.export(session, scope, actor=auditor, now=year.tick()) as file:
        return Answer(file.read(), None)


def test_a_case_comes_to_what_was_worked_out_by_hand(
    year: Year, paper: str, session: Session
) -> None:
    sheet = result_sheet(paper)
    year.through("award_review")
    assert finals(session, year) == {unit.id: (unit.final, unit.rank) for unit in sheet.units}
    named = rows(
        session,
        "SELECT award_id, unit_id, eligible, result FROM candidate WHERE case_id = :id",
        id=year.case_id,
    )
    for award in sheet.awards:
        of = [(unit, able, result) for name, unit, able, result in named if name == award.id]
        assert {unit for unit, able, _ in of if able} == award.eligible
        won = {unit for unit, _, result in of if result in {"nominated", "for_council"}}
        assert won == set(award.nominated)
        assert {unit for unit, _, result in of if result == "for_council"} == set(award.for_council)


def test_a_stranger_works_it_out_alike(year: Year, session: Session) -> None:
    year.through("award_review")
    answer = verified(session, year)
    assert answer.findings == []
    assert {what for _, what, _ in answer.results} >= {"ranking", "round 1"}
    assert all(agrees for _, _, agrees in answer.results)


@pytest.mark.parametrize("paper", ["police-cluster-2025"])
def test_who_is_excluded_has_its_points_by_the_best_of_the_cluster(
    year: Year, paper: str, session: Session
) -> None:
    sheet = result_sheet(paper)
    text = source(paper).replace('effect = "downgrade"', 'effect = "exclude"')
    year.imported(text)
    year.open("evaluation")
    year.play()
    ranked = sorted((unit for unit in sheet.units if not unit.conditions), key=lambda u: -u.final)
    places = {unit.id: place for place, unit in enumerate(ranked, start=1)}
    expected = {unit.id: (unit.final, places.get(unit.id)) for unit in sheet.units}
    assert finals(session, year) == expected
    assert verified(session, year).findings == []
