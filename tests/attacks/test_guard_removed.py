"""A guard of history that is taken away is named, before anybody uses what it kept out."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.check.planting import CheckedYear

STOPPED = "P3 history can be changed: trigger missing or stopped"
ALLOWED = "P3 history can be changed: the application may"
NEUTERED = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
AS 'BEGIN RETURN NEW; END'
"""
PASSED_BY = """
DROP TRIGGER event_written_once ON event; CREATE TRIGGER event_written_once
BEFORE UPDATE OR DELETE OR TRUNCATE ON event
FOR EACH STATEMENT WHEN (false) EXECUTE FUNCTION refuse_change()
"""
NEVER = """
DROP TRIGGER bound_update ON comment; CREATE TRIGGER bound_update AFTER UPDATE ON comment
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT WHEN (false)
EXECUTE FUNCTION bound_comment_update()
"""
REMOVED = [
    ("ALTER TABLE event DISABLE TRIGGER event_written_once", STOPPED, "event"),
    ("ALTER TABLE event ENABLE REPLICA TRIGGER event_written_once", STOPPED, "event"),
    ("ALTER TABLE change DISABLE TRIGGER ALL", STOPPED, "change"),
    ("DROP TRIGGER leaf_written_once ON leaf", STOPPED, "leaf"),
    ("DROP TRIGGER time_stamp_written_once ON time_stamp", STOPPED, "time_stamp"),
    (NEUTERED, STOPPED, "tile"),
    (PASSED_BY, STOPPED, "event"),
    (NEVER, "P3 table not bound as it should be", "comment"),
    ("GRANT UPDATE ON event TO binhxet_app", ALLOWED, "update event"),
    ("GRANT DELETE ON event_payload TO PUBLIC", ALLOWED, "delete event_payload"),
    ("GRANT INSERT ON change TO binhxet_app", ALLOWED, "insert change"),
    ("ALTER ROLE binhxet_app SUPERUSER", ALLOWED, "superuser"),
    ("GRANT binhxet_owner TO binhxet_app", ALLOWED, "role binhxet_owner"),
]
UNTOLD = [
    "UPDATE comment SET text = text || ' Đã đồng ý.'",
    "UPDATE comment SET person_name = 'Ai đó'",
    "DELETE FROM comment",
    "UPDATE attachment SET uploaded_name = 'Ai đó' WHERE state = 'kept'",
    "UPDATE attachment SET uploaded_at = uploaded_at - interval '3 days' WHERE state = 'kept'",
    "UPDATE act SET at = at - interval '1 day'",
]


@contextmanager
def done(world: CheckedYear, statements: str) -> Iterator[Session]:
    """Do it as the superuser, with every trigger in force, and undo it after."""
    with Session(world.engine) as session:
        session.execute(text(statements))
        yield session
        session.rollback()


@pytest.mark.parametrize(("statements", "invariant", "where"), REMOVED)
def test_a_guard_that_is_gone_is_named(
    half: CheckedYear, statements: str, invariant: str, where: str
) -> None:
    with done(half, statements) as session:
        found = half.check(session)
    assert (invariant, where) in {(breach.invariant, breach.where) for breach in found}


@pytest.mark.parametrize("statement", UNTOLD)
def test_what_the_product_never_changes_is_not_changed_untold(
    half: CheckedYear, statement: str
) -> None:
    """The triggers wrote the change down, so the row is as last written; nothing told of it."""
    with done(half, statement) as session:
        found = half.check(session)
    assert "P3 change without its event" in {breach.invariant for breach in found}
