"""What pages read of a bloc-year does not grow with how often it was rehearsed."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from server.store import Session
from server.store.blocs.cases_in_year import PLAYED_SHOWN
from server.store.cases import administration, case_lines, case_pages, migrations
from tests.sent import statements_sent
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.year import Year, savepoints

_COPY = text("""
INSERT INTO case_(id, bloc_year_id, kind, definition_hash, rules_digest, state, simulated,
  opened_at, previous_id)
SELECT :id, bloc_year_id, kind, definition_hash, rules_digest, :state, :simulated,
  opened_at + CAST(:minutes AS int) * interval '1 minute', :previous FROM case_ WHERE id = :of
""")


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def case_id(session: Session) -> UUID:
    """Answer the year's only case; what a test copies of it has no history."""
    return Year(begin=savepoints(session)).open("evaluation")


def copied(  # noqa: PLR0913 - what a copy is told apart by
    session: Session,
    case_id: UUID,
    *,
    minutes: int = 1,
    state: str = "open",
    simulated: bool = True,
    previous: UUID | None = None,
) -> UUID:
    made = uuid4()
    session.execute(
        _COPY,
        {
            "id": made,
            "of": case_id,
            "minutes": minutes,
            "state": state,
            "simulated": simulated,
            "previous": previous,
        },
    )
    return made


def years_cases(session: Session, case_id: UUID) -> list[UUID]:
    year = case_pages.head(session, case_id).bloc_year_id
    return [case.id for case in case_pages.marked_in_bloc_year(session, year)]


def test_of_played_cases_the_newest_are_looked_at_and_the_real_ones_all(
    session: Session, case_id: UUID
) -> None:
    played = [copied(session, case_id, minutes=n) for n in range(1, PLAYED_SHOWN + 4)]
    copied(session, case_id, minutes=500, state="cancelled")
    assert years_cases(session, case_id) == [case_id, *played[3:]]
    year = case_pages.head(session, case_id).bloc_year_id
    assert set(case_pages.of_kinds(session, [year], ["evaluation"])) == {case_id, *played[3:]}
    assert case_pages.of_kinds(session, [year], ["submission"]) == []


def test_a_cancelled_case_has_no_place_in_its_year(session: Session, case_id: UUID) -> None:
    gone = copied(session, case_id, state="cancelled", simulated=False)
    year = case_pages.head(session, case_id).bloc_year_id
    assert years_cases(session, case_id) == [case_id]
    assert gone in [case.id for case in case_pages.of_bloc_year(session, year, unit="")]


def test_a_case_comes_with_what_hangs_together_with_it_and_nothing_else(
    session: Session, case_id: UUID
) -> None:
    first = copied(session, case_id, minutes=1)
    second = copied(session, case_id, minutes=2, previous=first)
    beside = copied(session, case_id, minutes=3, previous=first)
    last = copied(session, case_id, minutes=4, previous=second)
    copied(session, case_id, minutes=5)
    for asked in (first, second, beside, last):
        found = case_pages.families(session, [asked])
        assert [case.id for case in found] == [first, second, beside, last]
    assert [case.id for case in case_pages.families(session, [case_id])] == [case_id]
    assert case_pages.families(session, [uuid4()]) == ()


def test_cases_are_told_apart_by_what_they_hang_together_with(
    session: Session, case_id: UUID
) -> None:
    first = copied(session, case_id, minutes=1)
    alone = copied(session, case_id, minutes=2)
    second = copied(session, case_id, minutes=3, previous=first)
    found = case_pages.families(session, [second, alone])
    families = [[case.id for case in each] for each in case_lines.apart(found)]
    assert sorted(families) == sorted([[first, second], [alone]])


def test_many_cases_are_read_with_one_statement(session: Session, case_id: UUID) -> None:
    more = [copied(session, case_id, minutes=n) for n in range(3)]
    with statements_sent() as sent:
        found = administration.named(session, [case_id, *more, uuid4()])
    assert len(sent) == 1
    assert found.keys() == {case_id, *more}


def test_what_runs_on_a_version_is_not_among_what_is_to_move_to_it(
    session: Session, case_id: UUID
) -> None:
    version = case_pages.head(session, case_id).definition_hash
    assert {row.case_id for row in migrations.running(session)} == {case_id}
    assert migrations.running(session, but=version) == []
