"""An archived database in one file: a header, then every table as PostgreSQL's COPY writes it."""

import json
import lzma
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql

from server.config import ROOT
from server.embedded import Cluster

Connection = psycopg.Connection[tuple[Any, ...]]
END = b"\\.\n"
OURS = "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What an archive is: versions, schema, the time it was made at, and its cases by name.

    `broken` are the breaches that `binhxet check` is to name, and no others: invariant and row.
    """

    product: str
    engine: str
    revision: str
    now: datetime
    cases: Mapping[str, str]
    broken: list[list[str]]

    @property
    def rows_are_bound(self) -> bool:
        """Whether rows were bound then: since that step a clock that is moved must be told."""
        return int(self.revision) >= 49

    @property
    def file_name(self) -> str:
        """Name the archive by what wrote it; a broken one says so."""
        kind = "broken" if self.broken else "cases"
        return f"{self.product}-{kind}.xz"


def dump(connection: Connection, header: Header) -> bytes:
    """Return everything in our own tables, compressed; rows stand in the order of their keys."""
    tables = {table: _columns(connection, table) for table in _tables(connection)}
    head = asdict(header) | {"now": header.now.isoformat(), "tables": tables}
    parts = [json.dumps(head, ensure_ascii=False, sort_keys=True).encode() + b"\n"]
    for table, columns in tables.items():
        query = sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT").format(
            _names(columns), sql.Identifier(table), _names(_key(connection, table))
        )
        with connection.cursor().copy(query) as copied:
            parts += [bytes(block) for block in copied]
        parts.append(END)
    return lzma.compress(b"".join(parts), preset=9 | lzma.PRESET_EXTREME)


def header_of(path: Path) -> Header:
    """Read what an archive is."""
    head = json.loads(lzma.decompress(path.read_bytes()).partition(b"\n")[0])
    del head["tables"]
    return Header(**head | {"now": datetime.fromisoformat(head["now"])})


def load(cluster: Cluster, name: str, path: Path, *, at: datetime) -> Header:
    """Fill an empty database at the archive's own schema; its clock stands still at `at`.

    `at` is the real time, so that the installation's is the archive's. Where rows are bound the
    clock goes on as it was left; move it when the schema is today's.
    """
    header = header_of(path)
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = cluster.owner_url(name)
    command.upgrade(config, header.revision)
    with psycopg.connect(cluster.conninfo(database=name)) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, columns, rows in _parts(path):
            into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _names(columns))
            filled = sql.SQL("DELETE FROM {}").format(sql.Identifier(table))
            connection.execute(filled)  # which tables are bound the migrations say, too
            with connection.cursor().copy(into) as copy:
                copy.write(rows)
        _count_on(connection)
        if not header.rows_are_bound:
            offset = int((header.now - at) / timedelta(seconds=1))
            connection.execute("UPDATE deployment SET clock_offset_seconds = %s", [offset])
    return header


def _parts(path: Path) -> Iterator[tuple[str, list[str], bytes]]:
    head, _, rest = lzma.decompress(path.read_bytes()).partition(b"\n")
    for table, columns in json.loads(head)["tables"].items():
        rows, _, rest = (b"\n" + rest).partition(b"\n" + END)
        yield table, columns, rows[1:] + b"\n" if rows else b""


def _tables(connection: Connection) -> list[str]:
    where = " WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'alembic_version'"
    return [row[0] for row in connection.execute(f"{OURS}{where} ORDER BY c.relname".encode())]


def _columns(connection: Connection, table: str) -> list[str]:
    query = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0
      AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
    return [row[0] for row in connection.execute(query, [table])]


def _key(connection: Connection, table: str) -> list[str]:
    query = """SELECT a.attname FROM pg_index i
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
      WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY a.attnum"""
    return [row[0] for row in connection.execute(query, [table])]


def _names(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _count_on(connection: Connection) -> None:
    """Let every numbered column go on after the numbers that came in."""
    found = connection.execute("""
        SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND a.attidentity <> ''
    """).fetchall()
    for table, column in found:
        highest = sql.SQL(
            "SELECT setval(pg_get_serial_sequence({}, {}), coalesce(max({}), 0) + 1, false) FROM {}"
        ).format(sql.Literal(table), sql.Literal(column), sql.Identifier(column),
                 sql.Identifier(table))  # fmt: skip
        connection.execute(highest)
