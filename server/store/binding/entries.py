"""The changes of a transaction as one entry of the log: SHA-256 over them, without their salts."""

HASHES = r"""
SELECT c.xid, c.at, c.n, cardinality(c.keys) AS rows, sha256(convert_to(
  c.n || ' ' || c.table_name || ' ' || c.shape || ' ' || c.op || chr(10) ||
  (SELECT string_agg(coalesce(encode(x.digest, 'hex'), '-') || ' ' || x.key || chr(10), ''
      ORDER BY x.k)
   FROM unnest(c.keys, c.digests) WITH ORDINALITY AS x(key, digest, k)), 'UTF8')) AS hash
FROM change c WHERE {where}"""
"""One row a change `c` that `{where}` chooses: what stands in its transaction's entry."""
ENTRY = r"""sha256(
  convert_to('change/v1 ' || {xid} || ' ' ||
    to_char({at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || chr(10), 'UTF8')
  || string_agg(hash, '' ORDER BY n))"""
"""The 32 bytes over hashes of one transaction, which has the number `{xid}` and began at `{at}`."""
ENTRIES = rf"""
SELECT xid, at, min(n) AS first, {ENTRY.format(xid="xid", at="at")} AS entry
FROM ({HASHES}) hashed
GROUP BY xid, at
"""  # noqa: S608 - constants
"""One row a transaction that changed bound rows: its number, when it began, the smallest `n` of its
changes (no other transaction has it), and the entry's 32 bytes. `{where}` chooses changes `c`; it
must choose all of a transaction or none."""
