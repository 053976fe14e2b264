"""The demonstration's cases after its year-end: an award is kept, a regulation commented on."""

import pytest
from sqlalchemy.orm import Session

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.rows import rows

NEWEST = """SELECT state, simulated, (SELECT count(*) FROM task t
    WHERE t.case_id = c.id AND t.state = 'open' AND t.element = :element)
  FROM case_ c WHERE kind = :kind ORDER BY opened_at DESC LIMIT 1"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.mark.parametrize(
    ("kind", "element", "stands"),
    [
        ("revocation", "read_outcome", ("closed", True, 0)),
        ("exemplar", "read_refusal", ("closed", True, 0)),
        ("regulation_making", "unit_comment", ("open", True, 3)),
    ],
)
def test_it_stands_where_its_steps_end(
    session: Session, kind: str, element: str, stands: tuple[str, bool, int]
) -> None:
    assert rows(session, NEWEST, element=element, kind=kind) == [stands]
    assert rows(session, "SELECT nominee_id FROM award_revocation") == []
