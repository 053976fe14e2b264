"""Every table and column has its line in the coverage table, and the triggers are as it says."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from server.actions.installation.check_lists import UNLIKE_TITLE
from server.actions.steps.process_code import handed_in
from server.store.binding.bound import bound_tables
from server.store.binding.coverage import BoundTable
from server.store.binding.unbound import UNBOUND
from server.store.invariants import INVARIANTS
from server.store.invariants.listing import UNLIKE_NAMES, UNLIKE_WORDS

BOUND = {table.name: table for table in bound_tables(code.tables for code in handed_in())}
COLUMNS = text("""
SELECT c.relname, array_agg(CAST(a.attname AS text) ORDER BY a.attnum) FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind IN ('r', 'p') GROUP BY 1
""")
TRIGGERS = text("""
SELECT c.relname, array_agg(CAST(t.tgname AS text) ORDER BY t.tgname) FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgname LIKE 'bound\\_%' AND t.tgenabled = 'O' GROUP BY 1
""")
FOUR = ["bound_delete", "bound_insert", "bound_truncate", "bound_update"]


@pytest.fixture
def columns(engine: Engine) -> dict[str, list[str]]:
    with engine.connect() as connection:
        return dict(connection.execute(COLUMNS).all())


def test_every_table_has_its_line(columns: dict[str, list[str]]) -> None:
    lines = [*BOUND, *(table.name for table in UNBOUND)]
    assert sorted(lines) == sorted(columns), "a new table is bound, or says why not: docs/check.md"


def test_every_column_of_a_bound_table_has_its_line(columns: dict[str, list[str]]) -> None:
    lines = {name: sorted(_said_of(table)) for name, table in BOUND.items()}
    assert lines == {name: sorted(columns[name]) for name in BOUND}


def test_what_is_not_bound_says_why() -> None:
    reasons = [(table.derived, table.outside) for table in UNBOUND]
    assert all(bool(derived) != bool(outside) for derived, outside in reasons)


def test_what_lists_search_and_order_by_is_worked_out_anew() -> None:
    named = {"search", "sort_key", "due_sort", "newest", "last", "head"}
    columns = {(name, each) for name, table in BOUND.items() for each in table.columns}
    anew = {(name, each) for name, table in BOUND.items() for each in table.recomputed}
    assert {each for each in columns if each[1] in named} <= anew <= columns


def test_what_works_a_column_out_anew_is_a_question_of_the_check() -> None:
    asked = {*INVARIANTS, UNLIKE_NAMES, UNLIKE_TITLE, UNLIKE_WORDS}
    named = [{*table.derived.values(), *table.recomputed.values()} for table in BOUND.values()]
    assert set().union(*named) <= asked


def test_the_triggers_are_of_the_coverage_table(session: Session) -> None:
    found = session.execute(text("SELECT name, shape, keys, columns, hashed FROM bound_table"))
    assert {name: tuple(line) for name, *line in found} == {
        name: (table.shape, [*table.key], [*table.columns], _hashed(table))
        for name, table in BOUND.items()
    }
    triggers = session.execute(TRIGGERS).all()
    assert dict(triggers) == dict.fromkeys(BOUND, FOUR)


def test_keys_are_the_primary_keys(session: Session) -> None:
    found = session.execute(
        text("""
        SELECT c.relname, array_agg(CAST(a.attname AS text) ORDER BY a.attname)
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey)
        WHERE i.indisprimary AND c.relname = ANY(:names) GROUP BY 1
        """),
        {"names": list(BOUND)},
    )
    assert dict(found.all()) == {name: sorted(table.key) for name, table in BOUND.items()}


def _said_of(table: BoundTable) -> list[str]:
    return [*table.key, *table.columns, *table.derived, *table.outside]


def _hashed(table: BoundTable) -> list[str]:
    return [column for column in table.columns if column in table.hashed]
