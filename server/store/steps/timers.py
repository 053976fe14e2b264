"""Timers: a row is the truth, whatever a job queue believes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True)
class TimerRow:
    """A drawn timer of one instance."""

    instance_id: UUID
    element: str
    due: datetime
    state: str


def due(session: Session, *, now: datetime, most: int, case_id: UUID | None = None) -> list[UUID]:
    """List the armed timers whose time has come, oldest first; suspended cases wait.

    Of one case alone where `case_id` names it.
    """
    found = session.execute(
        text("""
        SELECT t.id FROM timer t JOIN case_ c ON c.id = t.case_id
        WHERE t.state = 'armed' AND t.due <= :now AND c.state IN ('open', 'ending')
          AND (CAST(:case AS uuid) IS NULL OR t.case_id = CAST(:case AS uuid))
        ORDER BY t.due LIMIT :most
        """),
        {"now": now, "most": most, "case": case_id},
    )
    return [row.id for row in found]


def get(session: Session, timer_id: UUID) -> TimerRow:
    """Read a timer; raises NoResultFound."""
    row = session.execute(
        text("SELECT instance_id, element, due, state FROM timer WHERE id = :id"), {"id": timer_id}
    ).one()
    return TimerRow(row.instance_id, row.element, row.due, row.state)
