"""The score table of a bloc-year as it is now, and the versions that cases have kept of it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.domain.manifest.taken import TakenRows
from server.store import Session


def newest_document(session: Session, bloc_year_id: str) -> str:
    """Return the document whose score table is worked on.

    That is the draft that the leading unit's secretary has, or had; else the newest version that
    was put in force. Empty where there is neither.
    """
    found: str | None = session.execute(_NEWEST, {"y": bloc_year_id}).scalar_one_or_none()
    return found or ""


def kept_last(session: Session, case_id: UUID, kind: str) -> str | None:
    """Name the file of a kind that the case has kept last, by its SHA-256."""
    found: str | None = session.execute(_KEPT, {"case": case_id, "kind": kind}).scalar_one_or_none()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedVersion:
    """A version of the score table that a case has issued: its file, and since when it binds."""

    sha256: str
    at: datetime


def issued(
    session: Session, bloc_year_id: str, *, process: str, kept: TakenRows
) -> IssuedVersion | None:
    """Return what the cases of a process issued last: the file a task had kept by a milestone.

    A sample issues nothing, but in a demonstration, where the year that is past is one.
    """
    values = {"y": bloc_year_id, "process": process, "element": kept.element}
    values |= {"kind": kept.file, "milestone": kept.binds}
    row = session.execute(_ISSUED, values).mappings().one_or_none()
    return IssuedVersion(**row) if row else None


def drop_unkept(session: Session, task_id: UUID, kind: str) -> None:
    """Let go what a step back has left of an earlier completion of this task."""
    session.execute(_DROP, {"task": task_id, "kind": kind})


_NEWEST = text("""
SELECT coalesce(
  (SELECT document FROM bloc_draft WHERE bloc_year_id = :y AND secretary_post IS NOT NULL
    AND state IN ('making', 'with_secretary')),
  (SELECT source FROM bloc_year_version WHERE bloc_year_id = :y
    ORDER BY effective_from DESC, imported_at DESC LIMIT 1))
""")
_ISSUED = text("""
SELECT a.sha256, m.at
FROM case_ c JOIN milestone m ON m.case_id = c.id AND m.milestone = :milestone AND m.key = ''
JOIN task t ON t.case_id = c.id AND t.element = :element
JOIN attachment a ON a.task_id = t.id AND a.kind = :kind AND a.state = 'kept'
  AND a.uploaded_at <= m.at
WHERE c.bloc_year_id = :y AND c.kind = :process AND c.state <> 'cancelled'
  AND (NOT c.simulated OR EXISTS (SELECT FROM deployment WHERE demonstration))
ORDER BY m.at DESC, a.uploaded_at DESC, a.id DESC LIMIT 1
""")
_KEPT = text("""
SELECT sha256 FROM attachment WHERE case_id = :case AND kind = :kind AND state = 'kept'
ORDER BY uploaded_at DESC, id DESC LIMIT 1
""")
_DROP = text("""
WITH gone AS (DELETE FROM attachment
  WHERE task_id = :task AND kind = :kind AND state = 'draft' RETURNING task_id)
UPDATE task SET files = files - (SELECT count(*) FROM gone)
WHERE id = :task AND EXISTS (SELECT FROM gone)
""")
