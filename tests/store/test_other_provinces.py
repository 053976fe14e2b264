"""What is found and counted of a province is its own."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.domain.people.lineage import Reach
from server.store.history import erasures
from server.store.home import office_counts
from server.store.home.office_counts import SecondPersonCounts
from tests.worlds import states
from tests.worlds.databases import State
from tests.worlds.rows import rows
from tests.worlds.year import Year

OWN, OTHER = "bac-giang", "lang-son"
WAITING = """
WITH who AS (SELECT id FROM person WHERE province = 'bac-giang' LIMIT 1),
 times AS (SELECT CAST(:now AS timestamptz) AS now, CAST(:later AS timestamptz) AS later),
 accounts AS (INSERT INTO account_proposal(id, kind, person_id, proposed_at, expires_at, state)
  SELECT gen_random_uuid(), 'link', id, now, later, 'waiting' FROM who, times),
 versions AS (INSERT INTO definition_proposal(id, province, state, proposed_by, proposed_name,
   proposed_at, expires_at)
  SELECT gen_random_uuid(), 'bac-giang', 'waiting', id, 'A', now, later FROM who, times),
 erasures AS (INSERT INTO erasure(id, province, state, law, document, proposed_by, proposed_name,
   proposed_at, expires_at)
  SELECT gen_random_uuid(), 'bac-giang', 'waiting', 'L', 'D', id, 'A', now, later FROM who, times)
INSERT INTO token_move(id, case_id, task_id, element, target, reason, proposed_by, proposed_name,
  proposed_at, expires_at, state)
SELECT gen_random_uuid(), t.case_id, t.id, element, element, 'R', who.id, 'A', now, later,
  'proposed' FROM who, times, (SELECT * FROM task LIMIT 1) t
"""
SIGN = """
INSERT INTO oddity(event_id, kind, act_time, seq)
SELECT id, 'own_unit', act_time, seq FROM event WHERE province = 'bac-giang' LIMIT 1
"""


@pytest.fixture(scope="session")
def starting_state() -> State:
    return states.BLOCS_LOADED


@pytest.fixture
def waiting(year: Year, session: Session, unsound: None) -> Year:  # noqa: ARG001 - rows by hand
    """Answer a year of whose province something of each kind waits for a second person."""
    year.open("evaluation")
    values = {"now": year.now, "later": year.now + timedelta(days=1)}
    session.execute(text(WAITING), values)
    return year


def test_what_waits_for_a_second_person_is_the_own_province_s(
    waiting: Year, session: Session
) -> None:
    own = office_counts.second_person(session, Reach((OWN,)), now=waiting.now)
    assert own == SecondPersonCounts(accounts=1, versions=1, erasures=1, moves=1)
    other = office_counts.second_person(session, Reach((OTHER,)), now=waiting.now)
    assert other == SecondPersonCounts(accounts=0, versions=0, erasures=0, moves=0)


def test_signs_are_those_of_acts_of_the_own_province(year: Year, session: Session) -> None:
    year.open("evaluation")
    session.execute(text(SIGN))
    since = year.now - timedelta(days=900)
    kinds = ["own_unit"]
    assert office_counts.newest_signs(session, Reach((OWN,)), kinds, since=since) == {"own_unit": 1}
    assert office_counts.newest_signs(session, Reach((OTHER,)), kinds, since=since) == {}


def test_an_event_is_found_by_its_hash_in_its_own_province(year: Year, session: Session) -> None:
    year.open("evaluation")
    hashes = [
        str(found) for (found,) in rows(session, "SELECT hash FROM event WHERE province > ''")
    ]
    assert {*erasures.of_hashes(session, hashes, Reach((OWN,)))} == {*hashes}
    assert erasures.of_hashes(session, hashes, Reach((OTHER,))) == {}
