"""The application adds to the changes by its writes alone, and can stop no trigger."""

import pytest
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.worlds.databases import Database

FORGED = "INSERT INTO change(table_name, shape, op, keys) VALUES ('task', 1, 'D', '{}')"
REFUSED = (
    FORGED,
    "UPDATE change SET op = 'D'",
    "UPDATE change SET digests = NULL",
    "DELETE FROM change",
    "TRUNCATE change",
    "SELECT setval(pg_get_serial_sequence('change', 'n'), 1)",
    "SELECT nextval(pg_get_serial_sequence('change', 'n'))",
    "ALTER TABLE change DISABLE TRIGGER ALL",
    "INSERT INTO bound_table VALUES ('task', 1, '{}', '{}', '{}')",
    "UPDATE bound_table SET columns = '{}'",
    "DELETE FROM bound_table",
    "ALTER TABLE task DISABLE TRIGGER bound_update",
    "ALTER TABLE task DISABLE TRIGGER USER",
    "ALTER TABLE task DISABLE TRIGGER ALL",
    "ALTER TABLE event DISABLE TRIGGER event_written_once",
    "DROP TRIGGER bound_update ON task",
    "ALTER TRIGGER bound_update ON task RENAME TO other",
    "DROP FUNCTION bound_task_update() CASCADE",
    "ALTER FUNCTION bound_task_update() RENAME TO other",
    (
        "CREATE OR REPLACE FUNCTION bound_task_update() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'"
    ),
    "SELECT bind_table('task', 2, '{id}', '{}', '{}')",
    "SELECT unbind_table('task')",
    "SELECT take_baseline('{task}', true)",
    "SELECT row_text('{id}', '{}')",
    "SET session_replication_role = replica",
    "SET LOCAL session_replication_role = replica",
    "SET ROLE binhxet_owner",
    "SET SESSION AUTHORIZATION binhxet_owner",
    "ALTER TABLE task RENAME TO other",
    "CREATE TABLE own (id int)",
    "CREATE TEMP TABLE task (id uuid)",
    "CREATE SCHEMA own",
    "ALTER ROLE binhxet_app SUPERUSER",
    "COPY change(table_name, shape, op, keys) FROM PROGRAM 'true'",
    "ALTER TABLE event ALTER xid SET DEFAULT 1",
)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_application_is_refused(session: Session, statement: str) -> None:
    refused = pytest.raises(DBAPIError, match=r"permission denied|must be owner")
    with refused, session.begin_nested():
        session.execute(text(statement))


def test_a_trigger_of_ours_serves_no_table_of_others(fresh_engine: Engine) -> None:
    """Even with a table of its own the application could not have the owner write what it wants."""
    with fresh_engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(
            text(
                "CREATE TRIGGER x AFTER INSERT ON task REFERENCING NEW TABLE AS changed"
                " FOR EACH STATEMENT EXECUTE FUNCTION bound_unit_insert()"
            )
        )


def test_the_application_gives_itself_no_right(session: Session) -> None:
    session.execute(text("GRANT INSERT ON change TO binhxet_app"))  # answered by a warning alone
    with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
        session.execute(text(FORGED))


@pytest.mark.parametrize("table", ["task", "vote", "person", "change"])
def test_even_the_owner_empties_no_bound_table(fresh_database: Database, table: str) -> None:
    """TRUNCATE hands no trigger the rows it takes."""
    owner = create_engine(fresh_database.owner_url, poolclass=NullPool)
    with owner.connect() as connection, pytest.raises(DBAPIError, match="written once"):
        connection.execute(text(f"TRUNCATE {table} CASCADE"))
