"""Take a table of a task or a case out of the system: an act of its own, kept as an event."""

from datetime import datetime

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session, place: str, *, of: str, rows: int, actor: Actor, now: datetime
) -> None:
    """Record who takes how many rows out, of what, from the page of which `task/…` or `case/…`."""
    journal.note(
        session,
        stream="security",
        kind="record.exported",
        object=place,
        actor=actor,
        payload={"of": of, "rows": rows},
        now=now,
        province=actor.province,
    )
