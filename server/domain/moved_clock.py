"""How a demonstration's clock may be moved: forwards, and not further than anybody means."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.domain.deadlines import local_day
from server.domain.refusals import Refusal

FURTHEST = timedelta(days=400)
"""One move: from a plan to the end of its year and the conference after it."""


@dataclass(eq=False)
class ClockGoesBack(Refusal):
    """The clock stands there already, or later: history is never written backwards."""

    today: date


@dataclass(eq=False)
class ClockTooFar(Refusal):
    """The new time is further away than one move may go."""

    latest: date


def check_move(*, now: datetime, to: datetime) -> None:
    """Raise ClockGoesBack or ClockTooFar for a time, aware UTC, that the clock can't be set to."""
    if to <= now:
        raise ClockGoesBack(local_day(now))
    if to > now + FURTHEST:
        raise ClockTooFar(local_day(now + FURTHEST))
