"""Sessions that somebody else, or a new password, has ended: a fact of the stream `security`."""

from datetime import datetime

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.people.people_admin import PersonRow


def note(  # noqa: PLR0913 - one fact, named part by part
    session: Session,
    person: PersonRow,
    ended: int,
    *,
    actor: Actor | None,
    now: datetime,
    reason: str = "",
) -> None:
    """Record that so many sessions of a person ended; none, no fact. No actor: by a link."""
    if not ended:
        return
    told: dict[str, Json] = {
        "person": {"id": str(person.id), "name": person.name},
        "sessions": ended,
    }
    journal.note(
        session,
        stream="security",
        kind="sessions.ended",
        object=f"person/{person.id}",
        actor=actor,
        payload=told | ({"reason": reason} if reason else {}),
        now=now,
        province=person.province,
    )
