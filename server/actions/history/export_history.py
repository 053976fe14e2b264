"""Take history out of the system: an act of its own, kept as an event."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from server.domain.canonical import Json
from server.domain.people.actors import Actor
from server.store import Session
from server.store.history import history_pages, journal
from server.store.history.chain import instant
from server.store.history.event_questions import EventFilter
from server.store.history.history_events import HistoryEvent

STREAM = "security"
"""The stream that keeps who took what out."""


def export(
    session: Session, wanted: EventFilter, *, form: str, actor: Actor, now: datetime
) -> Iterator[HistoryEvent]:
    """Record who exports what in which form, then go through the events, oldest first."""
    note(session, filter_json(wanted), form=form, actor=actor, now=now)
    return history_pages.stream_events(session, wanted)


def note(
    session: Session, asked: Mapping[str, Json], *, form: str, actor: Actor, now: datetime
) -> None:
    """Record who exports what in which form."""
    journal.note(
        session,
        stream=STREAM,
        kind="history.exported",
        object="history",
        actor=actor,
        payload={"form": form, "filter": dict(asked)},
        now=now,
        province=actor.province,
    )


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
        "person": str(wanted.person_id) if wanted.person_id else "",
        "post": wanted.post_id,
        "behalf_post": wanted.behalf_post_id,
        "actor_unit": wanted.unit_id,
        "unit": wanted.subject_unit_id,
        "case_kind": wanted.case_kind,
        "signs": [*wanted.oddities],
        "since": instant(wanted.since) if wanted.since else None,
        "until": instant(wanted.until) if wanted.until else None,
        "acts": acts,
        **({"formers": _listed(wanted.reach.provinces[1:])} if wanted.reach.provinces[1:] else {}),
    }


def _listed(values: Iterable[str]) -> list[Json]:
    return [*sorted(values)]
