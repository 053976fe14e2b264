"""Whether the triggers that write changes down stand as the coverage table says."""

from collections.abc import Iterator, Sequence

from sqlalchemy import text

from server.store import Session
from server.store.binding.coverage import BoundTable

UNBOUND = "P3 table not bound as it should be"
FOUR = ["bound_delete", "bound_insert", "bound_truncate", "bound_update"]


def unbound(session: Session, tables: Sequence[BoundTable]) -> Iterator[tuple[str, str]]:
    """Name every table whose triggers are missing, stopped, or of other columns."""
    found = {row.name: row for row in session.execute(_BOUND)}
    told = {table.name: _line(table) for table in tables}
    for name in sorted(told.keys() | found.keys()):
        row = found.get(name)
        if row is None or told.get(name) != row.line or row.triggers != FOUR:
            yield UNBOUND, name


def _line(table: BoundTable) -> list[object]:
    hashed = [column for column in table.columns if column in table.hashed]
    return [table.shape, [*table.key], [*table.columns], hashed]


_BOUND = text("""
SELECT b.name, json_build_array(b.shape, b.keys, b.columns, b.hashed) AS line,
  ARRAY(SELECT CAST(t.tgname AS text) FROM pg_trigger t
    WHERE t.tgrelid = to_regclass(quote_ident(b.name)) AND t.tgname LIKE 'bound\\_%'
      AND t.tgenabled = 'O' AND t.tgqual IS NULL ORDER BY t.tgname) AS triggers
FROM bound_table b
""")
