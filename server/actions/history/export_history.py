"""Take history out of the system: an act of its own, kept as an event."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import history_pages, journal
from server.store.history.history_pages import EventFilter, HistoryEvent


def export(
    session: Session, wanted: EventFilter, *, form: str, actor: Actor, now: datetime
) -> Iterator[HistoryEvent]:
    """Record who exports what in which form, then go through the events, oldest first."""
    journal.note(
        session,
        stream="security",
        kind="history.exported",
        object="history",
        actor=actor,
        payload={"form": form, "filter": filter_json(wanted)},
        now=now,
        province=actor.province,
    )
    return history_pages.stream_events(session, wanted)


def filter_json(wanted: EventFilter) -> dict[str, Json]:
    """Say what was asked for, as it stands in the event."""
    acts: list[Json] = [
        {
            "kinds": _listed(act.kinds),
            "classes": _listed(act.classes),
        }
        for act in wanted.acts
    ]
    return {
        "streams": None if wanted.streams is None else _listed(wanted.streams),
        "who": wanted.who,
        "unit": wanted.subject_unit_id,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
        "acts": acts,
    }


def _listed(values: Iterable[str]) -> list[Json]:
    return [*sorted(values)]
