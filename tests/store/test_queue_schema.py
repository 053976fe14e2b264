"""The job queue's schema is brought on by the library's scripts, each once, and its record kept."""

import psycopg
import pytest

from server.store import Engine, Session
from server.store.database.addresses import libpq_url
from server.store.schema.queue_schema import (
    BASELINE,
    Connection,
    shipped,
    upgrade_queue,
)
from server.store.schema.schema import (
    SchemaRefused,
    upgrade,
    waiting,
)
from tests.worlds.databases import Database

NEXT = "99.01.00_01_pre_later.sql"
AFTER = "99.01.00_50_post_later.sql"
LATER = {
    NEXT: "ALTER TABLE procrastinate_jobs ADD COLUMN later integer;",
    AFTER: """
    CREATE FUNCTION procrastinate_later() RETURNS bigint LANGUAGE sql
    AS $$ SELECT count(later) FROM procrastinate_jobs $$;
    """,
}


def owner(database: Database) -> Connection:
    return psycopg.connect(libpq_url(database.owner_url), autocommit=True)


def applied(database: Database) -> set[str]:
    with owner(database) as connection:
        rows = connection.execute("SELECT name FROM jobs.applied_script").fetchall()
    return {str(name) for (name,) in rows}


def test_a_new_queue_has_every_script_of_the_library(fresh_database: Database) -> None:
    assert applied(fresh_database) == set(shipped())
    assert upgrade_queue(fresh_database.owner_url, shipped()) == []


def test_the_record_begins_with_the_newest_script_the_library_had_then() -> None:
    assert BASELINE in shipped()


def test_a_newer_librarys_scripts_are_run_once_and_in_order(fresh_database: Database) -> None:
    newer = shipped() | LATER
    assert upgrade_queue(fresh_database.owner_url, newer) == [NEXT, AFTER]
    assert upgrade_queue(fresh_database.owner_url, newer) == []
    with psycopg.connect(libpq_url(fresh_database.url)) as application:
        made = application.execute("SELECT jobs.procrastinate_later()").fetchone()
    assert made == (0,), "its search path is fixed, and the application may call it"


def test_a_queue_without_a_record_is_taken_for_what_the_record_began_with(
    fresh_database: Database,
) -> None:
    with owner(fresh_database) as connection:
        connection.execute("DROP TABLE jobs.applied_script")
    assert upgrade_queue(fresh_database.owner_url, shipped() | LATER) == [NEXT, AFTER]


def test_a_script_that_fails_leaves_nothing_and_is_named(fresh_database: Database) -> None:
    broken = shipped() | LATER | {AFTER: LATER[AFTER] + "DROP TABLE nowhere;"}
    with pytest.raises(SchemaRefused, match=AFTER):
        upgrade_queue(fresh_database.owner_url, broken)
    assert applied(fresh_database) == {*shipped(), NEXT}
    assert upgrade_queue(fresh_database.owner_url, shipped() | LATER) == [AFTER]


def test_a_queue_newer_than_the_library_is_refused(fresh_database: Database) -> None:
    upgrade_queue(fresh_database.owner_url, shipped() | LATER)
    with pytest.raises(SchemaRefused, match=AFTER):
        upgrade(fresh_database.owner_url, report=print)


def test_what_a_database_lacks_is_named_to_the_application(
    fresh_database: Database, fresh_engine: Engine
) -> None:
    with owner(fresh_database) as connection:
        connection.execute("DELETE FROM jobs.applied_script WHERE name = %s", (BASELINE,))
        connection.execute("UPDATE alembic_version SET version_num = '0012'")
    with Session(fresh_engine) as session:
        assert waiting(session)[0] == "0013"
        assert waiting(session)[-1] == BASELINE
    with owner(fresh_database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'of a newer release'")
    with Session(fresh_engine) as session:
        assert waiting(session) == [BASELINE]


def test_the_application_may_not_change_the_record(fresh_database: Database) -> None:
    with (
        psycopg.connect(libpq_url(fresh_database.url)) as application,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        application.execute("DELETE FROM jobs.applied_script")
