"""Take the rows of records out of the system: an act of its own, kept as an event."""

from datetime import datetime
from uuid import UUID

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session, task_id: UUID, *, of: str, rows: int, actor: Actor, now: datetime
) -> None:
    """Record who takes how many rows out, of which step's records, from the page of which task."""
    journal.note(
        session,
        stream="security",
        kind="record.exported",
        object=f"task/{task_id}",
        actor=actor,
        payload={"of": of, "rows": rows},
        now=now,
        province=actor.province,
    )
