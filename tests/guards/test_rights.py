"""The application's role has no right to change or delete rows that no statement of ours uses."""

import re

import pytest
from sqlalchemy import Engine, text

from server.actions.steps.process_code import handed_in
from server.config import ROOT

SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("store", "processes")
    for path in sorted((ROOT / "server" / room).glob("**/*.py"))
)
USES = {
    "DELETE": (r"DELETE FROM {}\b", r"\bdelete\({}\)"),
    "UPDATE": (
        r"UPDATE {}\b",
        r"\bupdate\({}\)",
        r"INSERT INTO {}\b(?:(?!INSERT INTO|\"\"\").)*?DO UPDATE",
    ),
}
RIGHTS = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = CAST('public' AS regnamespace)
  AND c.relkind = 'r' AND (has_table_privilege('binhxet_app', c.oid, :right)
    OR :right = 'UPDATE' AND has_any_column_privilege('binhxet_app', c.oid, 'UPDATE'))
ORDER BY 1
"""
LOCKED = {"bloc_year"}
"""Tables whose rows are only locked, for which PostgreSQL asks a right to change something."""


@pytest.mark.parametrize("right", USES)
def test_a_right_that_is_given_is_used(engine: Engine, right: str) -> None:
    with engine.connect() as connection:
        given = connection.execute(text(RIGHTS), {"right": right}).scalars().all()
    restored = _restored() if right == "DELETE" else set()
    unused = [table for table in given if table not in restored and not _used(table, right)]
    assert set(unused) <= LOCKED, "revoke in the migration that makes the table"


def _restored() -> set[str]:
    """Name the tables of processes whose rows a recall deletes before it writes those of before."""
    forms = (form for code in handed_in() for form in code.forms.values())
    return {table for form in forms for table in form.restores or ()}


def _used(table: str, right: str) -> bool:
    return any(re.search(use.format(table), SOURCE, re.DOTALL) for use in USES[right])
