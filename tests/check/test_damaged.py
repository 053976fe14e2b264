"""Nothing that is missing or unreadable ends the check or hides another fault."""

# ruff: noqa: S608 - every statement is a constant of this file

import pytest
from sqlalchemy import text

from server.store.history.chain import Header, payload_digest
from tests.check.planting import CheckedYear, planted

COMPLETED = "(SELECT id FROM event WHERE kind = 'task.completed' ORDER BY id LIMIT 1)"
PASSED = "(SELECT id FROM event WHERE kind = 'deadline.passed')"
OTHER = "UPDATE task SET comments = comments + 1 WHERE comments > 0"
DAMAGES = {
    "a payload is no JSON": f"UPDATE event_payload SET payload = 'x' WHERE event_id = {COMPLETED}",
    "a timer's payload is no JSON": "UPDATE event_payload SET payload = '{'"
    f" WHERE event_id = {PASSED}",
    "a payload is empty": f"UPDATE event_payload SET payload = '{{}}' WHERE event_id = {COMPLETED}",
    "every payload is a list": "UPDATE event_payload SET payload = '[1]'",
    "a payload is gone": f"DELETE FROM event_payload WHERE event_id = {COMPLETED}",
    "a salt is no number": f"UPDATE event_payload SET salt = 'zz' WHERE event_id = {COMPLETED}",
    "a header cannot be read": f"UPDATE event SET attachments = '?' WHERE id = {COMPLETED}",
    "the rules are gone": "DELETE FROM ruleset",
    "the rules are no JSON": "UPDATE ruleset SET content = '?'",
    "the definitions are gone": "DELETE FROM definition",
    "the definitions are no JSON": "UPDATE definition SET files = '?'",
    "a state names another definition": "UPDATE instance SET definition_hash = 'x'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_cannot_be_read_hides_no_other_fault(damage: str, finished: CheckedYear) -> None:
    with planted(finished, OTHER) as session:
        others = set(finished.check(session))
    with planted(finished, f"{DAMAGES[damage]}; {OTHER}") as session:
        found = set(finished.check(session))
    assert others
    assert found > others


def test_a_case_that_cannot_be_replayed_hides_no_other_case(finished: CheckedYear) -> None:
    change = "UPDATE score SET self_points = self_points + 1"
    damage = "DELETE FROM event_payload p USING case_ c WHERE c.id = p.case_id AND c.kind = '{}'"
    with planted(finished, f"{damage.format('submission')}; {change}") as session:
        invariants = {breach.invariant for breach in finished.check(session)}
    assert "P6 case cannot be replayed: payload missing" in invariants
    assert "P6 state differs from history" in invariants


UNREADABLE = {
    "instance.armed": "P3 rows cannot be read:",
    "reminder.kind": "P3 rows cannot be read:",
    "case_.state": "P3 rows cannot be read:",
    "definition.files": "P3 rows cannot be read:",
    "duty.due": "P6 case cannot be replayed:",
    "leaf.entry": "P3 log cannot be read:",
    "change.keys": "P3 changes cannot be compared:",
    "comment.text": "P6 rows cannot be compared with their changes:",
}


@pytest.mark.parametrize("column", UNREADABLE)
def test_a_column_that_is_called_otherwise_ends_no_check(column: str, half: CheckedYear) -> None:
    table, _, name = column.partition(".")
    with planted(half, f"ALTER TABLE {table} RENAME COLUMN {name} TO other; {OTHER}") as session:
        invariants = {breach.invariant for breach in half.check(session)}
    assert any(invariant.startswith(UNREADABLE[column]) for invariant in invariants), invariants
    assert "P3 schema is not as this release makes it" in invariants


def test_a_text_that_postgresql_refuses_to_read_hides_no_fault(finished: CheckedYear) -> None:
    with planted(finished, "UPDATE stream SET head = head WHERE name = 'people'") as session:
        rows = session.execute(
            text("SELECT * FROM event WHERE stream = 'people' ORDER BY seq DESC LIMIT 1")
        )
        newest = rows.mappings().one()
        kept, salt = r'{"note":"a\u0000b"}', "00" * 16
        digest = payload_digest(salt, kept)
        values = {"salt": salt, "payload": kept, "digest": digest, "id": newest["id"]}
        values["hash"] = Header.of({**newest, "payload_digest": digest}).hash()
        for change in (
            "UPDATE event_payload SET salt = :salt, payload = :payload WHERE event_id = :id",
            "UPDATE event SET payload_digest = :digest, hash = :hash WHERE id = :id",
            "UPDATE stream SET head = :hash WHERE name = 'people'",
        ):
            session.execute(text(change), values)
        found = {breach.invariant for breach in finished.check(session)}
    assert not [invariant for invariant in found if "?" in invariant], found
