"""What the database itself says of its tables: columns, keys, and what refers to what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

COLUMNS = text("""
SELECT c.relname, a.attname, CAST(format_type(a.atttypid, a.atttypmod) AS text) AS type,
  EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary
    AND a.attnum = ANY(i.indkey)) AS key, NOT a.attnotnull AS nullable,
  coalesce(CAST(CAST(f.confrelid AS regclass) AS text), '') AS refers_to,
  coalesce(t.attname, '') AS refers_by
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN LATERAL (SELECT * FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'
  AND f.conkey = ARRAY[a.attnum] ORDER BY f.conname LIMIT 1) f ON true
LEFT JOIN pg_attribute t ON t.attrelid = f.confrelid AND t.attnum = f.confkey[1]
WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind IN ('r', 'p')
ORDER BY 1, a.attnum
""")


@dataclass(frozen=True, slots=True)
class AttackedColumn:
    """A column, its type, whether it is of the key, may be NULL, and which row it refers to."""

    name: str
    type: str
    key: bool
    nullable: bool
    refers_to: str
    refers_by: str


def columns(
    session: Session, tables: Mapping[str, Collection[str]]
) -> dict[str, list[AttackedColumn]]:
    """Return the columns of tables by table; `tables` names of each what is left alone."""
    found: dict[str, list[AttackedColumn]] = {}
    for table, *column in session.execute(COLUMNS):
        if table in tables and column[0] not in tables[table]:
            found.setdefault(table, []).append(AttackedColumn(*column))
    return found
