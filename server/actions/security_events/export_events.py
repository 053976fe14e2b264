"""Take security events out of the system: an act of its own, kept as an event."""

from collections.abc import Mapping
from datetime import datetime

from server.actions.history.export_history import STREAM
from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import journal
from server.store.history.chain import instant
from server.store.security_events.listing import WantedEvents


def record(session: Session, wanted: WantedEvents, *, actor: Actor, now: datetime) -> None:
    """Record who takes which events out; an address that was asked for is not named."""
    journal.note(
        session,
        stream=STREAM,
        kind="security_events.exported",
        object="security_events",
        actor=actor,
        payload={"form": "csv", "filter": _said(wanted)},
        now=now,
        province=actor.province,
    )


def _said(wanted: WantedEvents) -> dict[str, Json]:
    said: Mapping[str, Json] = {
        "who": wanted.who,
        "person": str(wanted.person_id) if wanted.person_id else "",
        "kinds": [*sorted(wanted.kinds)],
        "by_address": bool(wanted.addresses),
        "since": instant(wanted.since) if wanted.since else None,
        "until": instant(wanted.until) if wanted.until else None,
    }
    return {**said}
