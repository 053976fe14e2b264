"""Who has put off which task until when."""

from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.store import Session


def put_off(session: Session, person_id: UUID, task_id: UUID, until: date) -> None:
    """Put a task off for a person; a second time changes the day."""
    session.execute(
        text("""
        INSERT INTO snooze(person_id, task_id, until) VALUES (:person, :task, :until)
        ON CONFLICT (person_id, task_id) DO UPDATE SET until = excluded.until
        """),
        {"person": person_id, "task": task_id, "until": until},
    )


def wake(session: Session, person_id: UUID, task_id: UUID) -> None:
    """Bring a task back to the person's list."""
    session.execute(
        text("DELETE FROM snooze WHERE person_id = :person AND task_id = :task"),
        {"person": person_id, "task": task_id},
    )
