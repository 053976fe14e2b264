"""The registers of a case: its meetings with their minutes, its documents by number and date."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database.ids import new_id


def add_meeting(  # noqa: PLR0913 - one row, named part by part
    session: Session,
    case_id: UUID,
    kind: str,
    *,
    held_on: date | None,
    present: Sequence[str] | int,
    at: datetime,
    minutes: tuple[str, date] | None = None,
) -> None:
    """Register a meeting: who was present, or how many, and the minutes' number and date.

    `held_on` is None where nobody said its day.
    """
    number, dated = minutes or ("", None)
    row = {
        "id": new_id(at),
        "case": case_id,
        "kind": kind,
        "held_on": held_on,
        "present": json.dumps(present, ensure_ascii=False),
        "minutes_no": number,
        "minutes_date": dated,
        "at": at,
    }
    session.execute(_ADD_MEETING, row)


def newest_document(session: Session, case_id: UUID, kind: str) -> tuple[str, date] | None:
    """Return number and date of the newest document of a kind that is about no one nominee."""
    row = session.execute(_NEWEST, {"case": case_id, "kind": kind}).one_or_none()
    return None if row is None else (row.number, row.dated)


_NEWEST = text("""
SELECT number, dated FROM document WHERE case_id = :case AND kind = :kind AND subject = ''
  AND dated IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
""")
_ADD_MEETING = text("""
INSERT INTO meeting(id, case_id, kind, held_on, present, minutes_no, minutes_date, at)
VALUES (:id, :case, :kind, :held_on, :present, :minutes_no, :minutes_date, :at)
""")
