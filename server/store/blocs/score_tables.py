"""The score table of a bloc-year as it is now, and the versions that cases have kept of it."""

from uuid import UUID

from sqlalchemy import text

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
