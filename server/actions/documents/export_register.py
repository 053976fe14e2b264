"""Take a register out of the system: an act of its own, kept as an event."""

from dataclasses import asdict
from datetime import datetime

from server.domain.documents.registers import Register
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal


def record(session: Session, register: Register, *, actor: Actor, now: datetime) -> None:
    """Record who takes which register out."""
    journal.note(
        session,
        stream="security",
        kind="register.exported",
        object=f"register/{register.bloc_id}",
        actor=actor,
        payload={"register": asdict(register)},
        now=now,
        province=actor.province,
    )
