"""The Chairman's decision is told to the bloc when it is published, not by the list of steps."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year_end import YearEnd

MEMBER = "bac-giang/so-gddt/officer"
CHAIRMAN = "bac-giang/ubnd-tinh/chairman"


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.YEAR_END


def test_the_steps_tell_no_decision_before_it_is_published(engine: Engine, app: Flask) -> None:
    year = YearEnd(engine, app)
    year.play("decide")
    with year.begin() as session:
        row = session.execute(
            text("SELECT case_id, id FROM task WHERE element = 'decide' ORDER BY id")
        ).first()
        assert row is not None
        session.execute(
            text("""
            UPDATE task SET element = 'gone' WHERE element = 'decide' AND id <> :id
            """),
            {"id": row.id},
        )
        session.execute(
            text("""
            UPDATE task SET state = 'done', outcome = 'refuse', closed_at = opened_at,
              done_name = 'x', done_post = 'y' WHERE id = :id
            """),
            {"id": row.id},
        )
    address = f"/cases/{row.case_id}"
    assert "Không khen thưởng" in year.as_post(CHAIRMAN).get(address).text
    assert "Không khen thưởng" not in year.as_post(MEMBER).get(address).text
