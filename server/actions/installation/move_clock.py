"""Move the clock of a demonstration forwards, so that what is late and what comes next is seen."""

from datetime import datetime, timedelta
from math import ceil

from server.domain.moved_clock import check_move
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.history import journal
from server.store.people import demonstration


def move(session: Session, to: datetime, *, actor: Actor, now: datetime, offset: timedelta) -> None:
    """Let the clock stand at `to` (aware UTC); history tells it.

    `now` was read from a clock moved by `offset`: somebody else may have moved it since.
    Raises NotThere where nothing is a demonstration, ClockGoesBack and ClockTooFar.
    """
    kept = demonstration.lock_clock(session)
    if kept is None:
        raise NotThere
    stands = now - offset + kept
    check_move(now=stands, to=to)
    ahead = timedelta(seconds=ceil((to - stands).total_seconds()))  # not a moment before `to`
    demonstration.move_clock(session, kept + ahead)
    journal.note(
        session,
        stream="operations",
        kind="clock.moved",
        object="deployment",
        actor=actor,
        payload={"before": stands.isoformat(), "after": to.isoformat()},
        now=to,
        province=actor.province,
    )
