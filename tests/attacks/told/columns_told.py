"""Every column that the application may change, changed beside an event of something else.

All triggers stand and the transaction has its event, so that no digest differs: what names the
change is what history tells of the row, or what is worked out anew.
"""

# ruff: noqa: S608 - every statement is made of names of the schema and constants of this file

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.attacks.attacking import BOUND, undone
from tests.attacks.catalogue import AttackedColumn, columns
from tests.attacks.other_values import INSTEAD_OF_NULL, OTHERWISE
from tests.attacks.random_changes import literal, q
from tests.attacks.told.naming import Naming

MAY_CHANGE = text("""
SELECT CAST(o.relname AS text), CAST(a.attname AS text) FROM pg_class o
JOIN pg_attribute a ON a.attrelid = o.oid
WHERE o.relnamespace = CAST('public' AS regnamespace) AND o.relkind IN ('r', 'p') AND a.attnum > 0
  AND NOT a.attisdropped AND has_column_privilege('binhxet_app', o.oid, a.attnum, 'UPDATE')
""")
MEANT = {
    ("case_", "opening"): "'{\"budget\": 2000}'",
    ("post", "position"): "'chairman'",
    ("task", "role"): "'chairman'",
}
"""Values that somebody would gain by; elsewhere another row's, or one made up."""
NOTHING = "NULL"
OTHER_JSON = "CASE left(r.{0}, 1) WHEN '{{' THEN '{{\"x\": 1}}' WHEN '[' THEN '[\"x\"]' END"
"""Another value of a text that is JSON; none of any other text."""
STANDS = ("state", "status")
"""What a row is compared by: one row of each is changed."""
UNPROVED = {
    (name, column)
    for name, table in BOUND.items()
    for column in {*table.unproved, *table.outside, *table.settling}
}


class Column:
    """A column of a year that the application may change."""

    def __init__(
        self, table: str, column: AttackedColumn, beside: Sequence[AttackedColumn]
    ) -> None:
        """Take the column, and all of its table."""
        self.table, self.column = table, column
        names = {each.name for each in beside}
        self._by = [q(name) for name in STANDS if name in names] + [f"{q(column.name)} IS NULL"]
        self._key = ", ".join(q(each.name) for each in beside if each.key)
        self._case = "case_id" if "case_id" in names else "id" if table == "case_" else "NULL"

    def rows(self, session: Session) -> Sequence[Row[Any]]:
        """Return a row of each state, with the value and without."""
        by = ", ".join(self._by)
        query = f"""
        SELECT DISTINCT ON ({by}) CAST(ctid AS text) AS at, {q(self.column.name)} IS NULL AS empty,
          CAST({self._case} AS text) AS of_case FROM {self.table} ORDER BY {by}, {self._key}"""
        return session.execute(literal(query)).all()

    def values(self, *, empty: bool) -> Iterator[str]:
        """Give other values: of another row, or made up."""
        name, refers_to = q(self.column.name), self.column.refers_to
        if meant := MEANT.get((self.table, self.column.name)):
            yield meant
        if refers_to:
            other = q(self.column.refers_by)
            yield f"(SELECT o.{other} FROM {refers_to} o WHERE o.{other} IS DISTINCT FROM r.{name} ORDER BY 1 LIMIT 1)"  # noqa: E501
        if empty:
            yield INSTEAD_OF_NULL[self.column.type]
            return
        if self.column.type == "text":
            yield OTHER_JSON.format(name)
        other = (
            f"(SELECT o.{name} FROM {self.table} o WHERE o.{name} <> r.{name} ORDER BY 1 LIMIT 1)"
        )
        yield other
        yield from (each.format(f"r.{name}", other=other) for each in OTHERWISE[self.column.type])

    def ways(self, *, empty: bool) -> Iterator[Iterable[str]]:
        """Give the ways to change it: to one of other values, and to nothing where that may be."""
        yield self.values(empty=empty)
        if self.column.nullable and not empty:
            yield [NOTHING]

    def change(self, session: Session, at: str, values: Iterable[str]) -> str:
        """Change it in one row; answer the value, or nothing where the schema takes none."""
        name = q(self.column.name)
        for value in values:
            meant = f" AND {value} IS NOT NULL" if value != NOTHING else ""
            try:
                with session.begin_nested():
                    changed = session.execute(
                        literal(
                            f"UPDATE {self.table} r SET {name} = {value} WHERE ctid = '{at}'"
                            f" AND {name} IS DISTINCT FROM {value}{meant}"
                        )
                    )
            except DBAPIError:  # a key, a check: the row cannot be so
                continue
            if changed.rowcount:  # type: ignore[attr-defined]
                return value
        return ""


def columns_of(session: Session, tables: Collection[str]) -> list[Column]:
    """List the columns that the application may change, of these tables."""
    may = {tuple(row) for row in session.execute(MAY_CHANGE)}
    held = columns(session, dict.fromkeys(tables, ()))
    return [
        Column(table, each, beside)
        for table, beside in held.items()
        for each in beside
        if (table, each.name) in may
    ]


def unnamed(session: Session, naming: Naming, column: Column) -> Iterator[str]:
    """Change a column in a row of each state beside an innocent event; give what is not named."""
    for row in column.rows(session):
        for values in column.ways(empty=row.empty):
            with undone(session):
                value = column.change(session, row.at, values)
                if value and not naming.names(column.table, row.of_case):
                    yield f"{column.table}.{column.column.name} {row.at} = {value}"
