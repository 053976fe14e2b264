"""What waits for a second person, changed together with an event of something else, is named."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.store.history import journal
from server.store.invariants import breaches
from tests.check.planting import CheckedYear

OTHER = "(SELECT max(CAST(id AS text)) FROM person WHERE id <> {})"
ACCOUNT = "P6 proposal about an account differs from history"
STEP = "P6 step back differs from history"
RESTS_ON_IT = {"P6 account of a directory linked otherwise than told"}
"""A link with a directory was proposed, too: without its proposal it is told beside."""
CHANGED = [
    *(
        (ACCOUNT, f"UPDATE account_proposal SET {change}")  # noqa: S608 - constants
        for change in (
            f"proposed_by = CAST({OTHER.format('proposed_by')} AS uuid)",
            f"person_id = CAST({OTHER.format('person_id')} AS uuid) WHERE state = 'done'",
            "proposed_at = proposed_at - interval '1 day'",
            "expires_at = expires_at + interval '9 days'",
            "settled_by = proposed_by WHERE state = 'done'",
            "settled_at = settled_at - interval '1 hour' WHERE state = 'done'",
            "state = 'waiting', settled_by = NULL, settled_at = NULL WHERE state = 'done'",
            "state = 'declined', settled_at = now() WHERE state = 'waiting'",
            "state = 'done', settled_at = now(), settled_by = person_id WHERE state = 'waiting'",
            "kind = 'appointment', post_id = (SELECT min(id) FROM post), valid_from = now()",
            "valid_to = now()",
            "decision = 'x'",
        )
    ),
    (ACCOUNT, "DELETE FROM account_proposal"),
    *(
        (STEP, f"UPDATE token_move SET {change}")  # noqa: S608 - constants
        for change in (
            f"proposed_by = CAST({OTHER.format('proposed_by')} AS uuid)",
            "proposed_name = 'x'",
            "proposed_at = proposed_at - interval '1 day'",
            "expires_at = expires_at + interval '9 days'",
            "element = 'x'",
            "target = 'x'",
            "reason = 'x'",
            "decided_name = 'x'",
            "decided_at = now()",
            "state = 'done'",
            "state = 'declined', decided_by = proposed_by, decided_at = now()",
            "state = 'expired'",
        )
    ),
    (STEP, "DELETE FROM token_move"),
]


@pytest.mark.parametrize(("invariant", "statement"), CHANGED)
def test_what_waits_for_a_second_person_is_what_was_proposed(
    furnished: CheckedYear, invariant: str, statement: str
) -> None:
    with Session(furnished.engine) as session:
        assert session.execute(text(statement)).rowcount  # type: ignore[attr-defined]
        journal.note(
            session,
            stream="security",
            kind="history.exported",
            object="",
            actor=None,
            payload={},
            now=furnished.now,
        )
        found = breaches(session, now=furnished.now, unread=[])
        assert {each for each, _ in found} - RESTS_ON_IT == {invariant}
        session.rollback()
