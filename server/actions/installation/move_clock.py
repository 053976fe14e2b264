"""Move the clock of a demonstration forwards, so that what is late and what comes next is seen."""

from datetime import datetime, timedelta
from math import ceil

from server.domain.moved_clock import check_move
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.store import Session
from server.store.history import journal
from server.store.people import demonstration

STREAM = "operations"


def move(session: Session, to: datetime, *, actor: Actor, now: datetime) -> None:
    """Let the clock, which stands at `now` (aware UTC), stand at `to`; history tells it.

    Raises NotThere where nothing is a demonstration, ClockGoesBack and ClockTooFar.
    """
    offset = demonstration.lock_clock(session)
    if offset is None:
        raise NotThere
    check_move(now=now, to=to)
    ahead = timedelta(seconds=ceil((to - now).total_seconds()))  # not a moment before `to`
    demonstration.move_clock(session, offset + ahead)
    journal.note(
        session,
        stream=STREAM,
        kind="clock.moved",
        object="deployment",
        actor=actor,
        payload={"before": now.isoformat(), "after": to.isoformat()},
        now=to,
        province=actor.province,
    )
