"""What a dossier rests on: the review's signed minutes, and the files handed in before."""

from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session


def signed_minutes(session: Session, case_id: UUID) -> tuple[str, date] | None:
    """Return number and date of the minutes signed in the review a submission rests on."""
    row = session.execute(_SIGNED_MINUTES, {"case": case_id}).one_or_none()
    return None if row is None else (row.number, row.dated)


def kept_files(session: Session, case_id: UUID) -> dict[str, int]:
    """Count the files handed in with earlier tasks, by kind and, where there is one, subject."""
    found = session.execute(
        text("""
        SELECT kind || CASE subject WHEN '' THEN '' ELSE '/' || subject END AS name,
          count(*) AS n FROM attachment WHERE case_id = :case AND state = 'kept' GROUP BY 1
        """),
        {"case": case_id},
    )
    return {row.name: row.n for row in found}


_SIGNED_MINUTES = text("""
SELECT number, dated FROM document WHERE kind = 'bien_ban' AND subject = '' AND dated IS NOT NULL
  AND case_id = (SELECT previous_id FROM case_ WHERE id = :case)
ORDER BY at DESC, id DESC LIMIT 1
""")
