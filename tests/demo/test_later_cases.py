"""The demonstration's cases after its year-end: an award is kept, then revoked, and so on."""

import pytest
from sqlalchemy.orm import Session

from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.rows import rows

NEWEST = """SELECT state, simulated, (SELECT count(*) FROM task t
    WHERE t.case_id = c.id AND t.state = 'open' AND t.element = :element)
  FROM case_ c WHERE kind = :kind ORDER BY opened_at DESC LIMIT 1"""

REVOCATIONS = """SELECT c.id, t.element FROM case_ c JOIN task t ON t.case_id = c.id
  WHERE c.kind = 'revocation' AND t.element IN ('notify_kept', 'announce') AND t.state = 'done'
  ORDER BY c.opened_at"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.DEMONSTRATION


@pytest.mark.parametrize(
    ("kind", "element", "stands"),
    [
        ("pledge", "sign", ("closed", True, 0)),
        ("movement", "close_movement", ("closed", True, 0)),
        ("revocation", "read_outcome", ("closed", True, 0)),
        ("exemplar", "read_refusal", ("closed", True, 0)),
        ("regulation_making", "unit_comment", ("open", True, 3)),
    ],
)
def test_it_stands_where_its_steps_end(
    session: Session, kind: str, element: str, stands: tuple[str, bool, int]
) -> None:
    assert rows(session, NEWEST, element=element, kind=kind) == [stands]


def test_the_pledge_of_the_year_after_and_every_kind_of_report_are_there(session: Session) -> None:
    slots = "SELECT slot FROM case_ WHERE kind = :kind AND simulated ORDER BY opened_at"
    assert rows(session, slots, kind="pledge") == [("2024",), ("2025",)]
    periods = "SELECT opening::jsonb ->> 'period' FROM case_ WHERE kind = 'report' ORDER BY 1"
    assert {period for (period,) in rows(session, periods)} == {"ad_hoc", "annual", "six_month"}


def test_an_award_was_first_kept_and_then_revoked(session: Session) -> None:
    titles = rows(session, REVOCATIONS)
    assert [told for _title, told in titles] == ["notify_kept", "announce"]
    assert rows(session, "SELECT nominee_id FROM award_revocation") == [("flag/bac-giang/so-gddt",)]
