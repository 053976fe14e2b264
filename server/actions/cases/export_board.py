"""Take the board out of the system: an act of its own, kept as an event."""

from datetime import datetime

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def note(session: Session, bloc_year_id: str, *, lines: int, actor: Actor, now: datetime) -> None:
    """Record who takes how many lines of a bloc-year's board."""
    journal.note(
        session,
        stream="security",
        kind="board.exported",
        object=f"bloc-year/{bloc_year_id}",
        actor=actor,
        payload={"lines": lines},
        now=now,
        province=actor.province,
    )
