"""Old rows that are no business state, removed."""

from datetime import datetime

from sqlalchemy import text

from server.store import Session


def remove_acts(session: Session, *, before: datetime) -> int:
    """Remove the keys of acts older than an instant."""
    return _count(session, "DELETE FROM act WHERE at < :before RETURNING 1", before)


def remove_sessions(session: Session, *, before: datetime) -> int:
    """Remove sessions last seen before an instant."""
    return _count(session, "DELETE FROM web_session WHERE seen_at < :before RETURNING 1", before)


def remove_files(session: Session, *, before: datetime) -> int:
    """Remove the bytes no attachment refers to, made before an instant."""
    return _count(
        session,
        """
        WITH gone AS (SELECT sha256 FROM blob b WHERE created_at < :before
            AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.sha256 = b.sha256)),
          chunks AS (DELETE FROM blob_chunk USING gone WHERE blob_chunk.sha256 = gone.sha256)
        DELETE FROM blob USING gone WHERE blob.sha256 = gone.sha256 RETURNING 1
        """,
        before,
    )


def _count(session: Session, statement: str, before: datetime) -> int:
    return len(session.execute(text(statement), {"before": before}).all())
