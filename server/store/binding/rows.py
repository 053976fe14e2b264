"""Every bound row compared with the last change of it, a table at a time."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from sqlalchemy import text

from server.store import Session
from server.store.binding.coverage import BoundTable
from server.store.invariants.asking import Found, ask_all

GONE = "P6 row gone without a change"
NEVER_WRITTEN = "P6 row without a change"
NOT_AS_FIRST = "P6 row changed untold since it was written"
OTHERWISE = "P6 row not as last written"
UNTOLD = "P6 rows cannot be compared with their changes:"


def changed_unseen(session: Session, tables: Sequence[BoundTable]) -> Iterator[tuple[str, str]]:
    """Name every row that is not what its last change left: (invariant, table and key).

    Each table is read once, and each change once.
    """
    session.execute(_CLOCK)  # instants stand in digests in UTC
    yield from ask_all(
        session,
        tables,
        lambda table: _unlike(session, table),
        unanswered=lambda table, met: (f"{UNTOLD} {met}", table.name),
    )


def _unlike(session: Session, table: BoundTable) -> list[Found]:
    found = [*session.execute(text(_question(table)))]
    if table.settling:
        found += session.execute(text(_first_question(table)))
    return [(row.invariant, f"{table.name} {row.key}") for row in found]


def _first_question(table: BoundTable) -> str:
    """Ask for rows whose first digest is of no text they may have begun with.

    A first salt that an erasure emptied, and a row older than its baseline, say nothing of it.
    """
    begun = [
        _begun_with(table, dict(zip(table.settling, values, strict=True)))
        for values in product(*table.settling.values())
    ]
    return f"""
    WITH first AS (
      SELECT DISTINCT ON (x.key COLLATE "C") x.key COLLATE "C" AS key, x.salt, x.digest, c.shape
      FROM change c CROSS JOIN LATERAL unnest(c.keys, c.salts, c.digests) AS x(key, salt, digest)
      WHERE c.table_name = '{table.name}' AND c.op = 'I' ORDER BY x.key COLLATE "C", c.n DESC)
    SELECT first.key, '{NOT_AS_FIRST}' AS invariant FROM "{table.name}" r
    JOIN first ON first.key = {row_text(table.key)} COLLATE "C"
    WHERE first.salt <> '' AND first.shape = {table.shape} AND NOT ({table.settled_out})
      AND first.digest NOT IN ({", ".join(begun)})
    ORDER BY first.key"""  # noqa: S608 - names of the coverage table


def _begun_with(table: BoundTable, values: Mapping[str, str]) -> str:
    parts = (
        values.get(name)
        or (
            f"encode(sha256(convert_to(r.\"{name}\", 'UTF8')), 'hex')"
            if name in table.hashed
            else f'r."{name}"'
        )
        for name in table.columns
    )
    content = f"CAST(json_build_array({', '.join(parts)}) AS text)"
    return f"sha256(first.salt || convert_to({content}, 'UTF8'))"


def row_text(columns: Sequence[str], hashed: Collection[str] = ()) -> str:
    """Return the SQL of the text a row's digest or key is made of: a JSON list, as the triggers'.

    The row is called `r`.
    """
    values = (
        f"encode(sha256(convert_to(r.\"{name}\", 'UTF8')), 'hex')" if name in hashed
        else f'r."{name}"'
        for name in columns
    )  # fmt: skip
    return f"CAST(json_build_array({', '.join(values)}) AS text)"


def _question(table: BoundTable) -> str:
    return f"""
    WITH last AS (
      SELECT DISTINCT ON (x.key COLLATE "C") x.key COLLATE "C" AS key, x.salt, x.digest,
        c.op, c.shape
      FROM change c CROSS JOIN LATERAL unnest(c.keys, c.salts, c.digests) AS x(key, salt, digest)
      WHERE c.table_name = '{table.name}' ORDER BY x.key COLLATE "C", c.n DESC),
    here AS (
      SELECT {row_text(table.key)} COLLATE "C" AS key,
        {row_text(table.columns, table.hashed)} AS content
      FROM "{table.name}" r)
    SELECT key, CASE WHEN here.content IS NULL THEN '{GONE}'
      WHEN coalesce(last.op, 'D') = 'D' THEN '{NEVER_WRITTEN}' ELSE '{OTHERWISE}' END AS invariant
    FROM here FULL JOIN last USING (key)
    WHERE CASE WHEN here.content IS NULL THEN last.op <> 'D'
      ELSE coalesce(last.op, 'D') = 'D' OR last.shape <> {table.shape}
        OR last.digest IS DISTINCT FROM
          sha256(last.salt || convert_to(here.content, 'UTF8')) END
    ORDER BY key"""  # noqa: S608 - names of the coverage table


_CLOCK = text("SET LOCAL timezone = 'UTC'")
