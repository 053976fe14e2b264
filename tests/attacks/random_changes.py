"""A single change to a database, made up at random: as only who may stop its triggers can make it.

It is one of: a value of a column, a leaf deep in a value that is JSON, a row removed, a row added
beside another, the values of two rows swapped, a row moved to another key, a row that refers to
another row, a row copied to where another belongs. What is changed is told, so that a check can be
asked whether it names just that.
"""

# ruff: noqa: S608 - every statement is made of names of the schema and constants of this file

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from psycopg import sql
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.attacks.catalogue import AttackedColumn, columns
from tests.attacks.other_values import INSTEAD_OF_NULL, OTHERWISE, changed_within

NULLED = 0.2
"""How often a value that may be NULL becomes it."""
KINDS = ("value", "value", "within", "removed", "added", "swapped", "moved", "pointed", "copied")


@dataclass(frozen=True, slots=True)
class Changed:
    """What was changed: the kind, the table, the columns, the keys of the rows it shows at."""

    kind: str
    table: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]
    row: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.kind} {self.table}.{','.join(self.columns)} {self.keys}"


class Attacker:
    """Changes tables at random; a change that the server refuses is another one's turn."""

    def __init__(
        self, session: Session, tables: Mapping[str, Collection[str]], whole: Collection[str]
    ) -> None:
        """Take the tables, of each the columns that are left alone, and which keep their rows."""
        self._whole = whole
        self.session = session
        self._random = Random()  # noqa: S311
        found = columns(session, tables)
        self._counts = {table: self._count(table) for table in found}
        self._columns = {table: each for table, each in found.items() if self._counts[table]}

    @property
    def tables(self) -> list[str]:
        """Name the tables that have rows."""
        return sorted(self._columns)

    @property
    def columns(self) -> set[tuple[str, str]]:
        """Name every column that may be changed, with its table."""
        return {(table, each.name) for table, held in self._columns.items() for each in held}

    def change(self, random: Random) -> Changed:
        """Change one thing in one of the tables that have rows."""
        self._random, table = random, random.choice(self.tables)
        while True:
            kind = random.choice(KINDS)
            try:
                with self.session.begin_nested():
                    changed = self._make(kind, table)
                    if changed is not None:
                        return changed
            except DBAPIError:  # a unique index, a check: the row cannot be so
                continue

    def _make(self, kind: str, table: str) -> Changed | None:
        row = self._row(table)
        if kind in {"removed", "added", "copied"}:
            if table in self._whole:
                return None
            return self._remove(table, row) if kind == "removed" else self._add(kind, table, row)
        held = self._columns[table]
        wanted = {
            "moved": [each for each in held if each.key],
            "pointed": [each for each in held if each.refers_to],
        }.get(kind, [each for each in held if not each.key])
        if not wanted:
            return None
        does = {"within": self._set_within, "swapped": self._swap}.get(kind, self._set)
        return does(kind, table, self._random.choice(wanted), row)

    def _remove(self, table: str, row: Mapping[str, Any]) -> Changed | None:
        if table == "leaf" and row["idx"] == self._counts[table] - 1:
            return None  # the log has 60 s to write the newest
        self._run(f"DELETE FROM {table} WHERE ctid = '{row['ctid']}' RETURNING 1")
        return Changed("removed", table, (), (row["its_key"],), row)

    def _set(
        self, kind: str, table: str, column: AttackedColumn, row: Mapping[str, Any]
    ) -> Changed | None:
        value = (
            self._referred(column)
            if kind == "pointed"
            else self._otherwise(table, column, is_null=row[column.name] is None)
        )
        found = self._run(
            f"UPDATE {table} SET {q(column.name)} = {value} WHERE ctid = '{row['ctid']}'"
            f" AND {q(column.name)} IS DISTINCT FROM {value} RETURNING {self._key(table)}"
        )
        return (
            Changed(kind, table, (column.name,), (row["its_key"], found[0][0]), row)
            if found
            else None
        )

    def _set_within(
        self, kind: str, table: str, column: AttackedColumn, row: Mapping[str, Any]
    ) -> Changed | None:
        value = changed_within(row[column.name], self._random)
        if value is None or value == row[column.name]:
            return None
        self.session.execute(
            text(f"UPDATE {table} SET {q(column.name)} = :v WHERE ctid = CAST(:at AS tid)"),
            {"v": value, "at": row["ctid"]},
        )
        return Changed(kind, table, (column.name,), (row["its_key"],), row)

    def _swap(
        self, kind: str, table: str, column: AttackedColumn, one: Mapping[str, Any]
    ) -> Changed | None:
        other = self._row(table)
        if one[column.name] == other[column.name]:
            return None
        name = q(column.name)
        self._run(
            f"UPDATE {table} t SET {name} = o.{name} FROM {table} o"
            f" WHERE t.ctid IN ('{one['ctid']}', '{other['ctid']}')"
            f" AND o.ctid IN ('{one['ctid']}', '{other['ctid']}')"
            " AND o.ctid <> t.ctid RETURNING 1"
        )
        keys = (one["its_key"], other["its_key"])
        return Changed(kind, table, (column.name,), keys, one)

    def _add(self, kind: str, table: str, row: Mapping[str, Any]) -> Changed | None:
        """Add a row like another under a key of its own; a copy also refers to another row."""
        held = self._columns[table]
        moved = self._random.choice([column for column in held if column.key])
        values = {column.name: q(column.name) for column in held}
        values[moved.name] = self._otherwise(table, moved, is_null=False)
        if kind == "copied":
            pointed = [column for column in held if column.refers_to and column is not moved]
            if not pointed:
                return None
            column = self._random.choice(pointed)
            values[column.name] = self._referred(column)
        names = ", ".join(q(name) for name in values)
        (found,) = self._run(
            f"INSERT INTO {table}({names}) OVERRIDING SYSTEM VALUE"
            f" SELECT {', '.join(values.values())} FROM {table}"
            f" WHERE ctid = '{row['ctid']}' RETURNING {self._key(table)}"
        )
        return Changed(kind, table, (moved.name,), (found[0],), row)

    def _referred(self, column: AttackedColumn) -> str:
        """Return another row that the column may refer to."""
        offset = self._random.randrange(self._counts.get(column.refers_to) or 1)
        name = q(column.refers_by)
        return f"(SELECT {name} FROM {column.refers_to} ORDER BY 1 OFFSET {offset} LIMIT 1)"

    def _otherwise(self, table: str, column: AttackedColumn, *, is_null: bool) -> str:
        if is_null:
            return INSTEAD_OF_NULL[column.type]
        if column.nullable and not column.key and self._random.random() < NULLED:
            return "NULL"
        name, offset = q(column.name), self._random.randrange(self._counts[table])
        other = (
            f"(SELECT o.{name} FROM {table} o WHERE o.{name} IS NOT NULL"
            f" ORDER BY 1 OFFSET {offset} LIMIT 1)"
        )
        return self._random.choice(OTHERWISE[column.type]).format(name, other=other)

    def _row(self, table: str) -> Mapping[str, Any]:
        offset = self._random.randrange(self._counts[table])
        found = self.session.execute(
            literal(
                f"SELECT CAST(ctid AS text) AS ctid, {self._key(table)} AS its_key, *"
                f" FROM {table} ORDER BY {self._key(table)} OFFSET {offset} LIMIT 1"
            )
        )
        return dict(found.mappings().one())

    def _key(self, table: str) -> str:
        names = ", ".join(q(column.name) for column in self._columns.get(table, []) if column.key)
        return f"CAST(json_build_array({names}) AS text)"

    def _count(self, table: str) -> int:
        return int(self.session.scalar(literal(f"SELECT count(*) FROM {table}")) or 0)

    def _run(self, statement: str) -> Sequence[Any]:
        return self.session.execute(literal(statement)).all()


def q(name: str) -> str:
    """Quote a name."""
    return sql.Identifier(name).as_string()


def literal(statement: str) -> Any:  # noqa: ANN401 - SQLAlchemy's clause
    return text(statement.replace(":", "\\:"))
