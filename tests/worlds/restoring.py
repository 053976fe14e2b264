"""Rows put back after a test: what it committed is found by the transaction that wrote it.

Every row names its writer (`xmin`). Whatever is newer than the last putting back goes, and whatever
is missing then is copied from the rows kept at the beginning. So a test costs what it changed, and
not a database.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import LiteralString

import psycopg
from psycopg import sql

KEPT = "kept"
SECONDS = 60.0
"""How long a test's own threads may still be busy after it, on a busy machine."""
COLUMNS = """
SELECT n.nspname, c.relname,
  array(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0
    AND NOT attisdropped AND attgenerated = '' ORDER BY attnum),
  array(SELECT a.attname::text FROM pg_index i JOIN pg_attribute a
    ON a.attrelid = c.oid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = c.oid AND i.indisprimary)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1, 2
"""
SEQUENCES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' ORDER BY 1, 2
"""
AS_IF_BEGUN_SO = """
UPDATE change c SET digests = ARRAY[sha256(c.salts[1] || convert_to(
  json_build_array(d.demonstration, d.clock_offset_seconds)::text, 'UTF8'))]
FROM deployment d WHERE c.table_name = 'deployment'
"""
"""A clock that is moved is a breach: so the database was marked with it from the beginning."""
BUSY: LiteralString = """
FROM pg_stat_activity WHERE datname = current_database()
  AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL
"""
LEFT: LiteralString = (
    BUSY
    + """
  AND state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '2 seconds'
"""
)
"""Transactions nobody goes on with: a thread that is still at work says something meanwhile."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, the columns that can be written, and its key."""

    schema: str
    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]

    @property
    def there(self) -> sql.Identifier:
        return sql.Identifier(self.schema, self.name)

    @property
    def kept(self) -> sql.Identifier:
        return sql.Identifier(KEPT, f"{self.schema}.{self.name}")


@dataclass
class Restoring:
    """The rows of one database as they were when they were kept."""

    superuser: str
    _tables: dict[str, Table] = field(default_factory=dict)
    _changed: sql.Composed = field(init=False)
    _numbers: sql.Composed = field(init=False)
    _numbers_kept: list[tuple[object, ...]] = field(init=False)
    _mark: int = 0

    def __post_init__(self) -> None:
        self._connection = psycopg.connect(self.superuser, autocommit=True)
        self._connection.execute("SET session_replication_role = replica")  # no trigger, no key

    def keep(self) -> None:
        """Copy every row, and remember where the sequences stand."""
        found = self._connection.execute(COLUMNS).fetchall()
        tables = [Table(s, n, tuple(columns), tuple(key)) for s, n, columns, key in found]
        self._connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(KEPT)))
        asked = []
        for table in tables:
            assert table.key, f"{table} has no key to put rows back by"
            copy = sql.SQL("CREATE TABLE {} AS TABLE {}").format(table.kept, table.there)
            rows = self._connection.execute(copy).rowcount
            self._tables[f"{table.schema}.{table.name}"] = table
            asked.append(
                sql.SQL(
                    "SELECT {} FROM {} HAVING count(*) <> {}"
                    " OR coalesce(max(xmin::text::bigint), 0) > %(mark)s"
                ).format(sql.Literal(f"{table.schema}.{table.name}"), table.there, rows)
            )
        self._changed = sql.SQL(" UNION ALL ").join(asked)
        sequences = self._connection.execute(SEQUENCES).fetchall()
        self._numbers = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {}, last_value, is_called FROM {}").format(
                sql.Literal(sql.Identifier(*each).as_string()), sql.Identifier(*each)
            )
            for each in sequences
        )
        self._numbers_kept = self._connection.execute(self._numbers).fetchall()
        self._mark = self._newest()

    def put_back(self) -> None:
        """Undo every commit since the last time."""
        with self._connection.transaction():
            changed = self._connection.execute(self._changed, {"mark": self._mark}, prepare=True)
            for (name,) in changed.fetchall():
                self._put_back(self._tables[str(name)])
            numbers = self._connection.execute(self._numbers, prepare=True).fetchall()
            for now, kept in zip(numbers, self._numbers_kept, strict=True):
                if now != kept:
                    self._connection.execute("SELECT setval(%s::regclass, %s, %s)", kept)
            self._mark = self._newest()

    def end_transactions(self) -> bool:
        """Wait for open transactions; end those nobody goes on with, and tell whether any was."""
        end, ended = time.monotonic() + SECONDS, False
        while self._connection.execute("SELECT pid" + BUSY, prepare=True).fetchall():
            which = LEFT if time.monotonic() < end else BUSY
            gone = self._connection.execute("SELECT pg_terminate_backend(pid, 5000)" + which)
            ended = bool(gone.fetchall()) or ended
            time.sleep(0.01)
        return ended

    def set_clock(self, now: datetime) -> None:
        """Let the installation's clock stand at an instant; it is put back with the rest."""
        offset = int((now - datetime.now(UTC)).total_seconds())  # noqa: TID251 - counted from here
        with self._connection.transaction():
            self._connection.execute("UPDATE deployment SET clock_offset_seconds = %s", (offset,))
            self._connection.execute(AS_IF_BEGUN_SO)

    def close(self) -> None:
        """Leave the database."""
        self._connection.close()

    def _put_back(self, table: Table) -> None:
        gone = sql.SQL("DELETE FROM {} WHERE xmin::text::bigint > {}")
        self._connection.execute(gone.format(table.there, self._mark))
        columns = sql.SQL(", ").join(map(sql.Identifier, table.columns))
        same = sql.SQL(" AND ").join(
            sql.SQL("here.{0} = kept.{0}").format(sql.Identifier(each)) for each in table.key
        )
        self._connection.execute(
            sql.SQL(
                "INSERT INTO {there} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns}"
                " FROM {kept} kept WHERE NOT EXISTS (SELECT FROM {there} here WHERE {same})"
            ).format(there=table.there, columns=columns, kept=table.kept, same=same)
        )

    def _newest(self) -> int:
        (newest,) = self._connection.execute("SELECT pg_current_xact_id()::text").fetchone() or ()
        return int(newest) % 2**32
