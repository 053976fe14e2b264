"""Putting a task off for oneself: until a later day, and not for ever."""

from dataclasses import dataclass
from datetime import date, timedelta

from server.domain.refusals import Refusal

LONGEST = timedelta(days=366)


@dataclass(eq=False)
class SnoozeDayMissing(Refusal):
    """No day, or none that can be read."""


@dataclass(eq=False)
class SnoozeNotLater(Refusal):
    """The day is not after today."""

    today: date


@dataclass(eq=False)
class SnoozeTooLong(Refusal):
    """The day is more than a year away."""

    last: date


def check_snooze(until: date | None, *, today: date) -> date:
    """Return the day; raises SnoozeDayMissing, SnoozeNotLater or SnoozeTooLong."""
    if until is None:
        raise SnoozeDayMissing
    if until <= today:
        raise SnoozeNotLater(today)
    if until > today + LONGEST:
        raise SnoozeTooLong(today + LONGEST)
    return until
