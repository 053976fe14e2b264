"""What is changed by statements, with every trigger in force and nothing told, is named."""

import pytest

from server.store.binding.rows import NOT_AS_FIRST, changed_unseen
from server.store.binding.transactions import UNTOLD, untold
from server.store.invariants.listing import unlike_names
from tests.attacks.attacking import BOUND
from tests.attacks.test_guard_removed import done
from tests.check.planting import CheckedYear

TOLD_BY_NOBODY = [
    "UPDATE deployment SET clock_offset_seconds = clock_offset_seconds + 60",
    "DELETE FROM deployment",
    "DELETE FROM mail",
    "DELETE FROM sign_in_try",
    "DELETE FROM undo",
    "DELETE FROM oddity",
    "UPDATE undo SET note = note || 'x'",
    "UPDATE undo SET version = version - 1",
    "UPDATE oddity SET told = '{}'",
    "DELETE FROM examined",
    "DELETE FROM reminder",
]
KEPT = ["DELETE FROM act", "UPDATE attachment SET file_name = 'x'"]
CHANGED_UNTOLD = [
    ("mail", "UPDATE mail SET body_vi = body_vi || 'x'"),
    ("mail", "UPDATE mail SET subject_en = 'x'"),
    ("mail", "UPDATE mail SET address = 'ai.do@example.vn'"),
    ("mail", "UPDATE mail SET created_at = created_at - interval '1 day'"),
    ("mail", "UPDATE mail SET path = '/x'"),
    ("mention", "UPDATE mention SET label = 'x'"),
    ("mention", "UPDATE mention SET at = at - interval '1 day'"),
    ("sign_in_try", "UPDATE sign_in_try SET known_browser = NOT known_browser"),
    ("sign_in_try", "UPDATE sign_in_try SET at = at - interval '1 day'"),
    ("sign_in_try", "UPDATE sign_in_try SET person_id = NULL, login_hash = 'x'"),
]
SETTLED = [
    ("mail", "UPDATE mail SET state = 'sent', attempts = 3, ended_at = now(), error = 'x'"),
    ("sign_in_try", "UPDATE sign_in_try SET times = times + 1"),
]


@pytest.mark.parametrize("statement", TOLD_BY_NOBODY)
def test_a_change_that_nobody_may_make_untold_is_named(
    furnished: CheckedYear, statement: str
) -> None:
    with done(furnished, statement) as session:
        assert UNTOLD in {invariant for invariant, _ in untold(session, list(BOUND.values()))}


@pytest.mark.parametrize("statement", KEPT)
def test_keys_and_files_are_not_changed_untold(half: CheckedYear, statement: str) -> None:
    with done(half, statement) as session:
        assert UNTOLD in {invariant for invariant, _ in untold(session, list(BOUND.values()))}


@pytest.mark.parametrize(("table", "statement"), CHANGED_UNTOLD)
def test_what_is_written_once_in_a_row_that_settles_is_still_so(
    furnished: CheckedYear, table: str, statement: str
) -> None:
    with done(furnished, statement) as session:
        found = list(changed_unseen(session, [BOUND[table]]))
    assert {invariant for invariant, _ in found} == {NOT_AS_FIRST}


@pytest.mark.parametrize("column", ["search", "sort_key"])
@pytest.mark.parametrize("table", ["person", "post", "unit_name"])
def test_what_a_list_is_found_by_is_made_of_its_names(
    half: CheckedYear, table: str, column: str
) -> None:
    with done(half, f"UPDATE {table} SET {column} = 'x'") as session:  # noqa: S608 - names
        assert {where.split()[0] for _, where in unlike_names(session)} == {table}


@pytest.mark.parametrize(("table", "statement"), SETTLED)
def test_what_settles_in_a_row_is_no_breach(
    furnished: CheckedYear, table: str, statement: str
) -> None:
    with done(furnished, statement) as session:
        assert list(changed_unseen(session, [BOUND[table]])) == []
