"""Every guard the database has is taken away by itself, and each is named."""

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from server.actions.steps.process_code import handed_in
from server.store.binding.bound import bound_tables
from server.store.binding.guard import unguarded
from server.store.binding.schema import unlike_release
from server.store.binding.triggers import unbound
from tests.attacks.test_guard_removed import done
from tests.check.planting import CheckedYear

TRIGGERS = """
SELECT CAST(tgrelid AS regclass) || '' AS on_table, tgname AS name FROM pg_trigger
JOIN pg_class c ON c.oid = tgrelid
WHERE NOT tgisinternal AND c.relnamespace = CAST('public' AS regnamespace) ORDER BY 1, 2
"""
FUNCTIONS = """
SELECT proname AS name, CAST(p.oid AS regprocedure) || '' AS called FROM pg_proc p
WHERE pronamespace = CAST('public' AS regnamespace)
  AND prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql') ORDER BY 2
"""
TABLES = """
SELECT relname AS name FROM pg_class WHERE relnamespace = CAST('public' AS regnamespace)
  AND relkind = 'r' ORDER BY 1
"""
EVERY = "INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"


def told(session: Session) -> set[str]:
    """Answer what the guards' own questions and the release's catalogue name."""
    tables = bound_tables(code.tables for code in handed_in())
    found = (*unguarded(session), *unbound(session, tables), *unlike_release(session))
    return {where for _, where in found}


def each(
    world: CheckedYear, asked: str, statement: Callable[[dict[str, str]], str]
) -> Iterator[tuple[dict[str, str], set[str]]]:
    """Do a statement for each row of a question, alone, and answer what is told of it."""
    with done(world, "SELECT 1") as session:
        for row in session.execute(text(asked)).mappings().all():
            with session.begin_nested() as undone:
                session.execute(text(statement(dict(row)).replace(":", "\\:")))
                yield dict(row), told(session)
                undone.rollback()


@pytest.mark.parametrize("how", ["ALTER TABLE {on_table} DISABLE TRIGGER {name}",
                                 "DROP TRIGGER {name} ON {on_table}"])  # fmt: skip
def test_every_trigger_that_is_stopped_or_dropped_is_named(half: CheckedYear, how: str) -> None:
    seen, missed = 0, []
    for trigger, found in each(half, TRIGGERS, how.format_map):
        seen += 1
        if not {trigger["on_table"], f"trigger {trigger['on_table']}.{trigger['name']}"} & found:
            missed.append(trigger)
    assert seen > 200
    assert missed == []


def test_every_function_that_runs_otherwise_is_named(half: CheckedYear) -> None:
    missed = [
        function["called"]
        for function, found in each(
            half, FUNCTIONS, lambda row: f"ALTER FUNCTION {row['called']} SET work_mem = '64kB'"
        )
        if not any(where.startswith(_named(function["name"])) for where in found)
    ]
    assert missed == []


def _named(function: str) -> str:
    """Answer how a function is called where it is told: those that bind a table, by the table."""
    bound = re.fullmatch(r"bound_(\w+)_(?:insert|update|delete)", function)
    return f"binding of {bound[1]}" if bound else f"function {function}("


def test_every_right_upon_a_table_that_is_given_is_named(half: CheckedYear) -> None:
    missed = [
        table["name"]
        for table, found in each(
            half, TABLES, lambda row: f'GRANT {EVERY} ON "{row["name"]}" TO binhxet_app'
        )
        if f"right of binhxet_app on {table['name']}" not in found
    ]
    assert missed == []
