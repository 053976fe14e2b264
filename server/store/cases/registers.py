"""The registers of a case: its meetings with their minutes, its documents by number and date."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session
from server.store.database import bulk

Rows = Iterable[Mapping[str, object]]


def add_meetings(session: Session, case_id: UUID, rows: Rows) -> None:
    """Register meetings: id, kind, held_on, present, minutes_no, minutes_date, at."""
    session.execute(_ADD_MEETINGS, {"case": case_id, "rows": bulk.rows(rows)})


def newest_document(session: Session, case_id: UUID, kind: str) -> tuple[str, date] | None:
    """Return number and date of the newest document of a kind that is about no one nominee."""
    row = session.execute(_NEWEST, {"case": case_id, "kind": kind}).one_or_none()
    return None if row is None else (row.number, row.dated)


def listed(values: Iterable[str]) -> str:
    """Write a list as the JSON text of a column."""
    return json.dumps(list(values), ensure_ascii=False)


_NEWEST = text("""
SELECT number, dated FROM document WHERE case_id = :case AND kind = :kind AND subject = ''
  AND dated IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1
""")
_ADD_MEETINGS = text("""
        INSERT INTO meeting(id, case_id, kind, held_on, present, minutes_no, minutes_date, at)
        SELECT id, CAST(:case AS uuid), kind, held_on, present, coalesce(minutes_no, ''),
          minutes_date, at
        FROM json_to_recordset(CAST(:rows AS json)) AS x(id uuid, kind text, held_on date,
          present text, minutes_no text, minutes_date date, at timestamptz)
        """)
