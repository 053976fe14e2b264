"""What a worker would have done by now, where a test plays a year without one."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session


def catch_up(session: Session, now: datetime) -> None:
    """Let no mail wait and no reminder be overdue."""
    session.execute(
        text("UPDATE mail SET state = 'kept', ended_at = next_at WHERE state = 'waiting'")
    )
    session.execute(
        text("UPDATE reminder SET state = 'sent' WHERE state = 'planned' AND due < :now"),
        {"now": now},
    )
