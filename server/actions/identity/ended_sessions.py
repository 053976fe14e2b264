"""Sessions that somebody else, or a new password, has ended: a fact of the stream `security`."""

from datetime import datetime

from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.people.people_admin import PersonRow


def note(
    session: Session, person: PersonRow, ended: int, *, actor: Actor | None, now: datetime
) -> None:
    """Record that so many sessions of a person ended; none, no fact. No actor: by a link."""
    if not ended:
        return
    journal.note(
        session,
        stream="security",
        kind="sessions.ended",
        object=f"person/{person.id}",
        actor=actor,
        payload={"person": {"id": str(person.id), "name": person.name}, "sessions": ended},
        now=now,
        province=person.province,
    )
