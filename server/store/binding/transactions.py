"""The transactions that changed bound rows, beside the events that tell of them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import text

from server.store import Session
from server.store.binding.coverage import BoundTable
from server.store.binding.entries import ENTRY, HASHES

UNTOLD = "P3 change without its event"
BASELINE = "P3 baseline not as told"
MISSHAPEN = "P3 change of another form"
OF_NOTHING = "P3 event without its changes"


def untold(session: Session, tables: Sequence[BoundTable]) -> Iterator[tuple[str, str]]:
    """Name every transaction that changed what must be told, and told no event.

    Also every change whose salts or digests are not those of its keys, and
    every event of a transaction that changed nothing, since each event moves its stream on:
    old events have no transaction, and stand before their stream's baseline.
    """
    free = [f"{table.name} {op}" for table in tables if table.without_event for op in table.untold]
    before = [f"{table.name} {op}" for table in tables for op in table.untold_before]
    for row in session.execute(_UNTOLD, {"free": free, "before": before}):
        yield UNTOLD, f"{row.xid} {row.at.isoformat()}: {row.tables}"
    for row in session.execute(_OF_NOTHING):
        yield OF_NOTHING, f"{row.stream} {row.seq}"
    for row in session.execute(_MISSHAPEN):
        yield MISSHAPEN, f"{row.table_name} {row.n}"
    for row in session.execute(_BASELINES):
        yield BASELINE, f"{row.stream} {row.seq}"


_UNTOLD = text("""
WITH bound AS (SELECT min(n) AS n FROM change WHERE op = 'B' AND table_name = 'examined')
SELECT c.xid, c.at, string_agg(DISTINCT c.table_name, ', ' ORDER BY c.table_name) AS tables
FROM change c CROSS JOIN bound WHERE NOT EXISTS (
  SELECT FROM event e WHERE e.xid = c.xid AND e.begun_at = c.at)
GROUP BY c.xid, c.at HAVING NOT bool_and(coalesce(
  c.table_name || ' ' || c.op = ANY(:free)
  OR c.n < bound.n AND c.table_name || ' ' || c.op = ANY(:before), false))
  OR bool_or(c.table_name = 'oddity') AND NOT bool_or(c.table_name = 'examined')
ORDER BY min(c.n)
""")
"""Signs change only where the worker says how far it has looked. What earlier releases did untold
is no breach before their baseline of that; an installation that began later has none."""
_OF_NOTHING = text("""
SELECT e.stream, e.seq FROM event e WHERE CASE WHEN e.xid IS NULL
  THEN NOT EXISTS (SELECT FROM event b WHERE b.stream = e.stream AND b.seq > e.seq
    AND b.kind = 'history.baseline' AND b.xid IS NOT NULL)
  ELSE NOT EXISTS (SELECT FROM change c WHERE c.xid = e.xid AND c.at = e.begun_at) END
ORDER BY e.stream, e.seq
""")
_MISSHAPEN = text("""
SELECT c.table_name, c.n FROM change c
WHERE c.op NOT IN ('I', 'U', 'D', 'B') OR CASE c.op
  WHEN 'D' THEN num_nonnulls(c.salts, c.digests) > 0
  ELSE num_nulls(c.salts, c.digests) > 0
    OR cardinality(c.keys) <> cardinality(c.salts) OR cardinality(c.keys) <> cardinality(c.digests)
    OR EXISTS (SELECT FROM unnest(c.salts, c.digests) AS x(salt, digest)
      WHERE x.salt IS NULL OR octet_length(x.digest) IS DISTINCT FROM 32
        OR octet_length(x.salt) <> 16 AND (x.salt <> '' OR NOT EXISTS (
          SELECT FROM event WHERE stream = 'erasures' AND kind = 'data.erased'))) END
ORDER BY c.n
""")
"""Of what length a salt is makes which text a digest is of; an erasure empties older ones."""
_BASELINES = text(f"""
WITH found AS ({HASHES.format(where="c.op = 'B'")}),
hashed AS (SELECT *, sum(rows) OVER (PARTITION BY xid, at ORDER BY n) AS so_far FROM found),
told AS (SELECT e.stream, e.seq, e.xid, e.begun_at AS at, p.payload,
    CAST(substring(p.payload FROM '"rows":([0-9]+)') AS numeric) AS rows
  FROM event e JOIN event_payload p ON p.event_id = e.id WHERE e.kind = 'history.baseline'),
taken AS (SELECT DISTINCT xid, at, rows FROM told),
entry AS (SELECT t.xid, t.at, t.rows, {ENTRY.format(xid="t.xid", at="t.at")} AS entry
  FROM taken t JOIN hashed h ON h.xid = t.xid AND h.at = t.at AND h.so_far <= t.rows
  GROUP BY t.xid, t.at, t.rows)
SELECT told.stream, told.seq FROM told
LEFT JOIN entry ON (entry.xid, entry.at, entry.rows) = (told.xid, told.at, told.rows)
WHERE strpos(told.payload, coalesce(encode(entry.entry, 'hex'), '?')) = 0
UNION ALL SELECT CAST(h.xid AS text), min(h.n) FROM hashed h GROUP BY h.xid, h.at
HAVING NOT EXISTS (SELECT FROM told
  WHERE told.xid = h.xid AND told.at = h.at AND told.rows = max(h.so_far))
""")  # noqa: S608 - constants
"""Where a migration takes several baselines in one transaction, each tells the rows so far."""
