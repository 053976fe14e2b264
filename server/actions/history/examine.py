"""Look for signs about acts, stream by stream, and keep what is found."""

from dataclasses import replace
from hashlib import sha256

from server.domain.history.oddities import OddityFound, Thresholds, oddities
from server.public_holidays import calendar_of
from server.store import Session
from server.store.history import oddities as store
from server.store.history.oddities import ExaminedEvent

AT_A_TIME = 500
"""Events of one stream that one transaction looks at."""
STREAMS = 20


def examine(session: Session, limits: Thresholds) -> int:
    """Look at the next events of some streams; return how many, 0 where there is nothing to do."""
    if not store.alone(session):
        return 0
    thresholds, looked_at = named(limits), 0
    for waiting in store.pending(session, thresholds, limit=STREAMS):
        events = store.acts(session, waiting, limits, limit=AT_A_TIME)
        if events:
            found = {each.id: signs(each, limits) for each in events}
            store.keep(session, waiting.stream, events, found, thresholds)
        looked_at += len(events)
    return looked_at


def signs(event: ExaminedEvent, limits: Thresholds) -> tuple[OddityFound, ...]:
    """Return the signs of one event."""
    if event.facts is None:
        return ()
    return oddities(replace(event.facts, calendar=calendar_of(event.own_days)), limits)


def named(limits: Thresholds) -> str:
    """Name thresholds, so that other ones are known from them."""
    return sha256(repr(limits).encode()).hexdigest()[:16]
