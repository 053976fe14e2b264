"""After most tests only the tables that they wrote to are compared: that finds what all would."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.installation.check_invariants import check_rows
from tests.check.planting import CheckedYear, planted
from tests.worlds.history.soundness import changed_rows, note_checked

FORGED = """
INSERT INTO change (table_name, shape, op, keys)
SELECT table_name, shape, 'D', keys FROM change WHERE table_name = 'unit'
"""


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE case_ SET state = 'cancelled'",
        "DELETE FROM comment",
        "INSERT INTO register SELECT id, 2024, 'X', false, 1, '2024-01-01' FROM bloc",
        "DELETE FROM change WHERE table_name = 'person'",
        "UPDATE change SET digests = salts WHERE table_name = 'post'",
        FORGED,
    ],
    ids=["updated", "deleted", "inserted", "change deleted", "change updated", "change inserted"],
)
def test_what_is_written_by_hand_is_found_in_the_tables_written_to(
    half: CheckedYear, sql: str
) -> None:
    with planted(half, sql) as session:
        found = changed_rows(session, now=half.now)
        assert found == check_rows(session, now=half.now)
    assert any(breach.invariant.startswith("P6 row") for breach in found)


def test_what_is_written_after_a_check_is_checked_again(half: CheckedYear) -> None:
    with Session(half.engine) as session:
        note_checked(session)
        assert changed_rows(session, now=half.now) == []
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("UPDATE case_ SET state = 'cancelled'"))
        assert changed_rows(session, now=half.now)
        note_checked(session)
        assert changed_rows(session, now=half.now) == []
        session.rollback()
        session.execute(text("SET LOCAL session_replication_role = replica"))
        session.execute(text("UPDATE case_ SET state = 'cancelled'"))
        assert changed_rows(session, now=half.now), "what another transaction checked is not this"
        session.rollback()
