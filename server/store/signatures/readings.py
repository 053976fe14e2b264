"""What was found of digital signatures in files: kept by the hash of their bytes, read by file."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text

from server.domain.canonical import canonical, plain, revive
from server.domain.signatures.found import FoundSignatures
from server.store import Session

AT_ONCE = 10
"""So many waiting files are listed by one statement: what comes in then waits for no more."""
AGAIN = timedelta(days=1)
"""After so long a file that was damaged or asked for too much is tried again, and from then on
whenever it has been there for twice as long: a file that stays so is read a dozen times in years.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A PDF whose signatures are to be read, by its hash; `came_in` is when it did first."""

    sha256: str
    came_in: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureReading:
    """What was found in a file, judged as of `as_of` by what has the digest `trust`."""

    sha256: str
    trust: str
    as_of: datetime
    read_at: datetime
    found: FoundSignatures


def waiting(session: Session, *, trust: str, now: datetime) -> tuple[WaitingFile, ...]:
    """List the next files to be read: those that never were, then those judged by other roots.

    Who handed files in takes turns, each with the oldest: nobody's slow files keep all others
    waiting. A file without signatures has none by whatever roots.
    """
    values = {"trust": trust, "now": now, "before": now - AGAIN, "most": AT_ONCE}
    return tuple(WaitingFile(**row) for row in session.execute(_WAITING, values).mappings())


def keep(session: Session, reading: SignatureReading) -> None:
    """Keep what was found in place of what was found before; bytes that are gone keep nothing."""
    values = {
        "sha256": reading.sha256,
        "trust": reading.trust,
        "as_of": reading.as_of,
        "read_at": reading.read_at,
        "state": reading.found.state,
        "found": canonical(plain(reading.found)).decode(),
    }
    session.execute(_FORGET, values)
    session.execute(_KEEP, values)


def of_files(session: Session, ids: Collection[UUID]) -> Mapping[UUID, SignatureReading | None]:
    """Return what was found in the PDFs among some files, None of one that was not read yet.

    The caller has decided who may see them.
    """
    if not ids:
        return {}
    rows = session.execute(_OF_FILES, {"ids": list(ids)}).all()
    return {
        row.id: None
        if row.found is None
        else SignatureReading(
            sha256=row.sha256,
            trust=row.trust,
            as_of=row.as_of,
            read_at=row.read_at,
            found=revive(FoundSignatures, json.loads(row.found)),
        )
        for row in rows
    }


_WAITING = text("""
SELECT sha256, came_in FROM (
  SELECT a.sha256, min(a.uploaded_at) AS came_in, r.sha256 IS NOT NULL AS again,
    coalesce(r.read_at, min(a.uploaded_at)) AS since,
    (array_agg(a.uploaded_by ORDER BY a.uploaded_at, a.id))[1] AS whose
  FROM attachment a LEFT JOIN signature_reading r ON r.sha256 = a.sha256
  WHERE a.media_type = 'application/pdf' AND (r.sha256 IS NULL
    OR (r.trust <> :trust AND r.state <> 'none')
    OR (r.state IN ('damaged', 'too_much') AND r.read_at < :before
      AND r.read_at - r.as_of < :now - r.read_at))
  GROUP BY a.sha256, r.sha256
) AS files
ORDER BY again, row_number() OVER (PARTITION BY again, whose ORDER BY since, sha256), since, sha256
LIMIT :most
""")
_FORGET = text("DELETE FROM signature_reading WHERE sha256 = :sha256")
_KEEP = text("""
INSERT INTO signature_reading(sha256, trust, as_of, read_at, state, found)
SELECT b.sha256, :trust, :as_of, :read_at, :state, :found FROM blob b WHERE b.sha256 = :sha256
ON CONFLICT (sha256) DO NOTHING
""")
_OF_FILES = text("""
SELECT a.id, a.sha256, r.trust, r.as_of, r.read_at, r.found
FROM attachment a LEFT JOIN signature_reading r ON r.sha256 = a.sha256
WHERE a.id = ANY(CAST(:ids AS uuid[])) AND a.media_type = 'application/pdf'
""")
