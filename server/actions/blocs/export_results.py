"""Take the results over the years out of the system: an act of its own, kept as an event."""

from datetime import datetime

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def note(session: Session, bloc_id: str, *, rows: int, actor: Actor, now: datetime) -> None:
    """Record who takes how many rows of a bloc's results."""
    journal.note(
        session,
        stream="security",
        kind="results.exported",
        object=f"bloc/{bloc_id}",
        actor=actor,
        payload={"rows": rows},
        now=now,
        province=actor.province,
    )
