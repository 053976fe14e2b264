"""File bytes as rows: by their SHA-256, in chunks of at most 1 MB; nothing else knows where."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import text

from server.store import Session

CHUNK = 1_000_000
"""Bytes in a chunk at most."""


def put(session: Session, data: bytes, now: datetime) -> str:
    """Keep bytes and return their SHA-256 in hexadecimal; the same bytes are kept once.

    Bytes that are there already become young again, so that no sweep takes them meanwhile.
    """
    digest = hashlib.sha256(data).hexdigest()
    values = {"digest": digest, "size": len(data), "at": now}
    fresh = session.execute(_PUT, values).scalar_one()
    if fresh:
        chunks = [
            {"digest": digest, "n": n, "bytes": data[start : start + CHUNK]}
            for n, start in enumerate(range(0, len(data), CHUNK))
        ]
        session.execute(_PUT_CHUNK, chunks)
    return digest


def read(session: Session, digest: str) -> Iterator[bytes]:
    """Go through the chunks of some bytes, one statement a chunk; nothing where they are gone."""
    n = 0
    while (chunk := session.execute(_CHUNK, {"digest": digest, "n": n}).scalar()) is not None:
        yield bytes(chunk)
        n += 1


def sweep(session: Session, before: datetime) -> int:
    """Delete bytes older than an instant that no file refers to; return how many."""
    return len(session.execute(_SWEEP, {"before": before}).all())


_PUT = text("""
INSERT INTO blob(sha256, size, created_at) VALUES (:digest, :size, :at)
ON CONFLICT (sha256) DO UPDATE SET created_at = greatest(blob.created_at, excluded.created_at)
RETURNING xmax = 0
""")
_PUT_CHUNK = text("INSERT INTO blob_chunk(sha256, n, bytes) VALUES (:digest, :n, :bytes)")
_CHUNK = text("SELECT bytes FROM blob_chunk WHERE sha256 = :digest AND n = :n")
_SWEEP = text("""
WITH old AS (
  SELECT sha256 FROM blob b WHERE created_at < :before
    AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = b.sha256)
  FOR UPDATE SKIP LOCKED),
 chunks AS (DELETE FROM blob_chunk USING old WHERE blob_chunk.sha256 = old.sha256)
DELETE FROM blob USING old WHERE blob.sha256 = old.sha256 RETURNING blob.sha256
""")
