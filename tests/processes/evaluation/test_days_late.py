"""Days late that the records propose: a unit may hand in others, and says why."""

import pytest
from sqlalchemy.orm import Session

from server.domain.mistakes import Mistakes
from tests.actions.refused import codes, refused
from tests.processes.evaluation.kinds import LATE, plan_with_kinds
from tests.worlds.rows import pairs
from tests.worlds.year import PRESS, Year

BY_RECORD = 'days_late = { per_day = 1.5, of = "report.sent" }'


@pytest.fixture
def recorded(year: Year) -> Year:
    """The plan with a criterion whose days late the records propose; nobody was late."""
    year.imported(plan_with_kinds().replace("days_late = { per_day = 1.5 }", BY_RECORD))
    year.open("evaluation")
    return year


def test_other_days_than_the_records_say_need_a_reason(recorded: Year, session: Session) -> None:
    task = recorded.task("score", PRESS)
    value = recorded.value(task)
    value["scores"][LATE] = {"not_applicable": False, "actual": "2", "note": " "}
    with refused(session, Mistakes) as found:
        recorded.complete(task, value)
    assert codes(found) == {f"scores.{LATE}.note": "proposed_days_changed"}
    value["scores"][LATE]["note"] = "Chậm hai ngày do mưa lũ."
    recorded.complete(task, value)
    notes = pairs(session, "SELECT unit_id, note FROM score WHERE criterion_id = 'c1-3'")
    assert notes == {PRESS: "Chậm hai ngày do mưa lũ."}


def test_the_days_that_the_records_say_need_none(recorded: Year, session: Session) -> None:
    task = recorded.task("score", PRESS)
    value = recorded.value(task)
    value["scores"][LATE] = {"not_applicable": False, "actual": "0", "note": ""}
    recorded.complete(task, value)
    assert pairs(session, "SELECT unit_id, note FROM score WHERE criterion_id = 'c1-3'") == {
        PRESS: ""
    }
