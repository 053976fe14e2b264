"""The cases that an opening waits for: real ones that have come to the milestone, or still may."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.manifest.entries import OPENED
from server.store.cases import awaited_cases
from tests.worlds.year import PLAN, Year


def awaited(session: Session) -> int:
    found = awaited_cases.standing(
        session, kind="evaluation", milestone=OPENED, bloc_year_ids=[PLAN]
    )
    return len(found)


@pytest.mark.usefixtures("unsound")
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE case_ SET simulated = true WHERE id = :id",
        "UPDATE case_ SET state = 'cancelled' WHERE id = :id",
    ],
)
def test_no_opening_waits_for_a_case_that_counts_for_nothing(
    year: Year, session: Session, change: str
) -> None:
    year.open("evaluation")
    assert awaited(session) == 1
    session.execute(text(change), {"id": year.case_id})
    assert awaited(session) == 0
