"""The workers' chores: what is done again and again, how often, and when nobody seems to do it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from server.domain.deadlines import VIET_NAM

SWEEP_EVERY = timedelta(seconds=20)
NIGHT = time(2, 15)
"""Of the clock in Viet Nam."""
NIGHT_AGAIN = timedelta(minutes=10)
"""After so long the night's work is begun anew: it failed, or whoever had begun it is dead."""


class Chore(StrEnum):
    """A chore by the name of its row."""

    SWEEP = "sweep"
    KEEP_HOUSE = "keep_house"


SILENT_AFTER = {Chore.SWEEP: timedelta(minutes=2), Chore.KEEP_HOUSE: timedelta(hours=26)}
"""A chore that was not done for so long is an alarm."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: a chore last done before `done`, and not begun after `begun`."""

    done: datetime
    begun: datetime


def turn(chore: Chore, now: datetime, *, sweep_every: timedelta = SWEEP_EVERY) -> Turn:
    """Say when a chore is to be done, at an aware instant of real time."""
    match chore:
        case Chore.SWEEP:
            return Turn(done=now, begun=now - sweep_every)
        case Chore.KEEP_HOUSE:
            return Turn(done=last_night(now), begun=now - NIGHT_AGAIN)


def last_night(now: datetime) -> datetime:
    """Return the newest instant at which the night's work was to begin."""
    here = now.astimezone(VIET_NAM)
    begins = datetime.combine(here.date(), NIGHT, VIET_NAM)
    return begins if begins <= here else begins - timedelta(days=1)


def is_silent(chore: Chore, done_at: datetime | None, now: datetime) -> bool:
    """Tell whether a chore was not done for so long that somebody has to look."""
    return done_at is None or now - done_at > SILENT_AFTER[chore]
