"""File bytes as rows: by their SHA-256, in chunks of at most 1 MB; nothing else knows where."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from sqlalchemy import text

from server.store import Session
from server.store.database.old_rows import FILES

CHUNK = 1_000_000
"""Bytes in a chunk at most."""

HOLDS = timedelta(hours=1)
"""So long a verdict on bytes whose rows are untouched is not worked out anew."""
MOST_VERDICTS = 2000


@dataclass(frozen=True, slots=True)
class BytesVerdict:
    """Whether what is kept under a hash has it, worked out `at` an instant.

    `rows` are the versions of its rows by then: whoever writes to one makes another version.
    """

    sound: bool
    at: datetime
    rows: str


class BytesChanged(Exception):
    """What is kept under a hash is not what has that hash, or is gone."""


def put(session: Session, data: bytes, now: datetime) -> str:
    """Keep bytes and return their SHA-256 in hexadecimal; the same bytes are kept once.

    Bytes that are there already become young again, so that no sweep takes them meanwhile; where
    they are no longer what they were, they are kept anew.
    """
    digest = hashlib.sha256(data).hexdigest()
    values = {"digest": digest, "size": len(data), "at": now}
    kept = session.execute(_PUT, values).one()
    if not kept.sound:
        if not kept.fresh:
            session.execute(_CLEAR, values)
        chunks = [
            {"digest": digest, "n": n, "bytes": data[start : start + CHUNK]}
            for n, start in enumerate(range(0, len(data), CHUNK))
        ]
        session.execute(_PUT_CHUNK, chunks)
    return digest


def read(session: Session, digest: str) -> bytes:
    """Return the bytes that have a hash, one statement a chunk; raises BytesChanged."""
    data = b"".join(_chunks(session, digest))
    if hashlib.sha256(data).hexdigest() != digest:
        raise BytesChanged(digest)
    return data


def verdict(session: Session, digest: str, now: datetime) -> BytesVerdict:
    """Tell whether what is kept under a hash has that hash; the database works it out.

    What was found holds in this process for an hour at most, and as long as no row was written.
    """
    with _lock:
        known = _verdicts.get(digest)
    fresh = known is not None and abs(now - known.at) < HOLDS
    values = {"digest": digest, "known": known.rows if known and fresh else None}
    row = session.execute(_IS_SOUND, values).one()
    if known is not None and row.sound is None:
        return known
    found = BytesVerdict(bool(row.sound), now, row.rows)
    with _lock:
        while len(_verdicts) >= MOST_VERDICTS:
            _verdicts.pop(next(iter(_verdicts)))
        _verdicts[digest] = found
    return found


_verdicts: dict[str, BytesVerdict] = {}
_lock = Lock()


def _chunks(session: Session, digest: str) -> Iterator[bytes]:
    n = 0
    while (chunk := session.execute(_CHUNK, {"digest": digest, "n": n}).scalar()) is not None:
        yield bytes(chunk)
        n += 1


def sweep(session: Session, before: datetime) -> int:
    """Delete bytes older than an instant that no file refers to; return how many."""
    return len(session.execute(_SWEEP, {"before": before}).all())


_PUT = text("""
WITH kept AS (INSERT INTO blob(sha256, size, created_at) VALUES (:digest, :size, :at)
  ON CONFLICT (sha256) DO UPDATE SET created_at = greatest(blob.created_at, excluded.created_at)
  RETURNING sha256, xmax = 0 AS fresh)
SELECT kept.fresh, coalesce(
  encode(sha256(string_agg(c.bytes, '' ORDER BY c.n)), 'hex') = :digest, false) AS sound
FROM kept LEFT JOIN blob_chunk c ON c.sha256 = kept.sha256 GROUP BY kept.fresh
""")
_IS_SOUND = text("""
SELECT kept.rows, CASE WHEN kept.rows = :known THEN NULL ELSE (
  SELECT coalesce(encode(sha256(string_agg(bytes, '' ORDER BY n)), 'hex') = :digest, false)
  FROM blob_chunk WHERE sha256 = :digest) END AS sound
FROM (SELECT coalesce(string_agg(concat_ws(' ', n, ctid, xmin), ',' ORDER BY n), '') AS rows
  FROM blob_chunk WHERE sha256 = :digest) kept
""")
_CLEAR = text("DELETE FROM blob_chunk WHERE sha256 = :digest")
_PUT_CHUNK = text("INSERT INTO blob_chunk(sha256, n, bytes) VALUES (:digest, :n, :bytes)")
_CHUNK = text("SELECT bytes FROM blob_chunk WHERE sha256 = :digest AND n = :n")
_SWEEP = text(f"""
WITH old AS (
  SELECT r.sha256 {FILES.found}
  FOR UPDATE SKIP LOCKED),
 chunks AS (DELETE FROM blob_chunk USING old WHERE blob_chunk.sha256 = old.sha256)
DELETE FROM blob USING old WHERE blob.sha256 = old.sha256 RETURNING blob.sha256
""")  # noqa: S608 - a constant
