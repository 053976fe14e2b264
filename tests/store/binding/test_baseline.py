"""Rows that stood there before they were bound are bound as found, and each stream tells it."""

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check
from server.actions.transaction import transactions
from server.embedded import Cluster
from server.store.binding import baseline
from server.store.binding.transactions import UNTOLD
from server.store.database.addresses import libpq_url
from tests.worlds import states
from tests.worlds.databases import Database, State
from tests.worlds.year import Year

EVERYTHING = "SELECT take_baseline(ARRAY(SELECT name FROM bound_table), true)"
BEFORE = """
SET session_replication_role = replica;
DELETE FROM change;
UPDATE event SET xid = NULL, begun_at = NULL;
UPDATE unit_name SET name_vi = replace(name_vi, 'Sở', 'SỞ');
"""
"""As a database stood before its rows were bound: names are other ones, found and sorted alike."""

ROWS = """
INSERT INTO sign_in_try(id, at, result, times, login_hash, address_hash, address)
VALUES (gen_random_uuid(), now(), 'wrong', 1, 'l', 'a', '192.0.2.1');
INSERT INTO examined(stream, seq, thresholds) SELECT name, 0, '' FROM stream ON CONFLICT DO NOTHING
"""
UNTOLD_BEFORE = [
    "DELETE FROM sign_in_try",
    "UPDATE deployment SET clock_offset_seconds = clock_offset_seconds",
]


@pytest.fixture
def starting_state() -> State:
    return states.PLAN_LOADED


@pytest.fixture
def old(fresh_database: Database, cluster: Cluster) -> Year:
    year = Year(begin=transactions(fresh_database.url))
    year.open("evaluation")
    with psycopg.connect(cluster.conninfo(database=fresh_database.name)) as superuser:
        superuser.execute(BEFORE)
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        owner.execute(EVERYTHING)
    return year


def test_what_is_found_is_bound_and_told_by_every_stream(old: Year) -> None:
    with old.begin() as session:
        assert check(session, now=old.now) == []
        last = text("SELECT DISTINCT ON (stream) kind FROM event ORDER BY stream, seq DESC")
        assert set(session.execute(last).scalars()) == {"history.baseline"}
        found = baseline.as_found(session)
        assert found is not None
        assert found == baseline.as_found_of(session, f"case/{old.case_id}")
        assert baseline.as_found_of(session, "case/another") is None


def test_the_year_goes_on_and_stays_sound(old: Year) -> None:
    old.play("late", "appraise")
    with old.begin() as session:
        assert check(session, now=old.now) == []


@pytest.mark.parametrize("tables", ["'{sheet}'", "'{case_, task, sheet}'"])
def test_a_later_step_binds_a_table_anew_and_tells_it_once_a_call(
    old: Year, fresh_database: Database, tables: str
) -> None:
    again = f"SELECT take_baseline({tables}, false)"
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        owner.execute(again.encode())
        owner.execute(again.encode())
    with old.begin() as session:
        assert check(session, now=old.now) == []


def test_a_baseline_of_no_rows_is_told_by_no_event(fresh_database: Database) -> None:
    begin = transactions(fresh_database.url)
    with psycopg.connect(libpq_url(fresh_database.owner_url)) as owner:
        owner.execute("SELECT take_baseline('{sheet}', false)")
    with begin() as session:
        events = "SELECT count(*) FROM event WHERE kind = 'history.baseline'"
        assert session.scalar(text(events)) == 0


@pytest.mark.parametrize("statement", UNTOLD_BEFORE)
def test_what_earlier_releases_did_untold_is_named_after_the_baseline_of_signs(
    fresh_database: Database, statement: str
) -> None:
    begin = transactions(fresh_database.url)
    now = Year(begin=begin).now
    with psycopg.connect(libpq_url(fresh_database.owner_url), autocommit=True) as owner:
        owner.execute(ROWS)
        owner.execute(statement.encode())
        with begin() as session:
            assert {breach.invariant for breach in check(session, now=now)} == {UNTOLD}
        owner.execute("SELECT take_baseline('{examined}', false)")
        with begin() as session:
            assert check(session, now=now) == []
        owner.execute(ROWS)
        owner.execute(statement.encode())
    with begin() as session:
        assert {breach.invariant for breach in check(session, now=now)} == {UNTOLD}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM change WHERE n = (SELECT max(n) FROM change WHERE op = 'B')",
        "UPDATE change SET keys[1] = '[\"x\"]' WHERE op = 'B' AND table_name = 'unit'",
        "UPDATE change SET op = 'I' WHERE op = 'B' AND table_name = 'unit'",
        "UPDATE change SET xid = xid + 1 WHERE op = 'B' AND table_name = 'unit'",
        "DELETE FROM event WHERE kind = 'history.baseline'",
    ],
)
def test_a_baseline_that_is_changed_is_named(
    old: Year, cluster: Cluster, fresh_database: Database, change: str
) -> None:
    with psycopg.connect(cluster.conninfo(database=fresh_database.name)) as superuser:
        superuser.execute("SET session_replication_role = replica")
        assert superuser.execute(change.encode()).rowcount
    with old.begin() as session:
        invariants = {breach.invariant for breach in check(session, now=old.now)}
    assert "P3 baseline not as told" in invariants


def test_a_new_database_is_bound_from_the_first_day(session: Session) -> None:
    assert baseline.as_found(session) is None
