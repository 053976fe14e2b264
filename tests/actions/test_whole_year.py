"""A whole year-end, from self-scoring to the published decision, for two blocs."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store import invariants
from tests.worlds.worker import checked
from tests.worlds.year import Year


@pytest.fixture(params=["year", "second"])
def any_year(request: pytest.FixtureRequest) -> Year:
    found: Year = request.getfixturevalue(request.param)
    return found


def test_a_year_ends_with_published_decisions_and_a_sound_database(
    any_year: Year, session: Session
) -> None:
    any_year.through("submission")
    states = session.execute(text("SELECT kind, state FROM case_ ORDER BY opened_at")).all()
    assert [tuple(row) for row in states] == [
        ("evaluation", "closed"),
        ("award_review", "closed"),
        ("submission", "closed"),
    ]
    nominees = session.execute(
        text("SELECT council_passed, decision, decision_number, published_at FROM nominee")
    ).all()
    assert any(row.council_passed for row in nominees)
    for row in nominees:
        told = row.published_at is not None and row.decision_number != ""
        assert told == (row.decision == "approve") == bool(row.council_passed)
    assert checked(session, now=any_year.now + timedelta(days=400)) == []


def test_every_completed_task_of_a_year_has_its_event_in_an_unbroken_chain(
    any_year: Year, session: Session
) -> None:
    any_year.through("submission")
    missing = session.scalar(
        text("""
        SELECT count(*) FROM task t WHERE t.state = 'done' AND NOT EXISTS (SELECT FROM event e
          WHERE e.object = 'task/' || t.id AND e.stream = 'case/' || t.case_id)
        """)
    )
    assert missing == 0
    assert list(invariants.broken_chains(session)) == []


def test_the_demonstrations_year_meets_what_the_plan_foresees(year: Year, session: Session) -> None:
    year.through("submission")
    done = {
        (row.element, row.outcome)
        for row in session.execute(text("SELECT element, outcome FROM task WHERE state = 'done'"))
    }
    assert {
        ("approve", "return"),
        ("appraise", "incomplete"),
        ("appraise_2", "done"),
        ("check", "return"),
        ("decide", "approve"),
    } <= done
    assert session.scalar(text("SELECT max(round) FROM poll")) == 2
    assert session.scalar(text("SELECT count(*) FROM nominee WHERE NOT council_passed")) == 1
