"""The simulation votes as each award has it: for its own unit only where that is allowed."""

import pytest
from sqlalchemy.orm import Session

from tests.domain.bloc_years import PLAN
from tests.worlds.rows import rows
from tests.worlds.year import Year

OPEN = PLAN.replace(
    "max_rounds = 2", 'max_rounds = 2\nawards = [{ award = "flag", self_vote = "forbid" }]', 1
)
PAPER = OPEN.replace('mode = "open"', 'mode = "paper"', 1)


@pytest.mark.parametrize("source", [OPEN, PAPER], ids=["open", "paper"])
def test_a_year_is_played_where_one_award_alone_forbids_the_own_vote(
    year: Year, session: Session, source: str
) -> None:
    year.imported(source)
    year.through("award_review", "minutes")
    found = rows(session, "SELECT award_id FROM candidate WHERE result = 'nominated'")
    assert {award for (award,) in found} == {"flag", "merit"}
