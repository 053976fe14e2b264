"""Cases that the system opens on a day: which are to come, and what becomes of one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from server.domain.canonical import Json


class TimedState(StrEnum):
    """What became of an opening."""

    PLANNED = "planned"
    OPENED = "opened"
    TAKEN = "taken"
    """What stands once was there already."""
    PAST = "past"
    """Its day was over before anybody had asked for it."""
    DROPPED = "dropped"
    """No manifest asks for it any more, or it has no day."""


DONE = frozenset({TimedState.OPENED, TimedState.TAKEN})


@dataclass(frozen=True, slots=True, order=True)
class TimedName:
    """Which opening: of a process, in a bloc-year, by the expression that gives its day.

    `number` tells apart those with the same expression. A deadline that moves changes none of it.
    """

    bloc_year_id: str
    kind: str
    at: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedPlan:
    """When an opening comes, and what became of it."""

    day: date
    state: TimedState


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedWish:
    """The day an opening is asked for, None for none, and since when anybody asks for it."""

    day: date | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedCase:
    """A case that opens another one by a milestone; `reached` is None while that is to come.

    `opening` is what it was itself opened with.
    """

    reached: date | None
    opening: Mapping[str, Json] = field(repr=False)


def first_reached(awaited: Sequence[AwaitedCase]) -> AwaitedCase | None:
    """Return the case that was the first to come to its milestone; None where none has."""
    there = [each for each in awaited if each.reached is not None]
    return min(there, key=lambda each: each.reached or date.max, default=None)


def planned(
    wishes: Mapping[TimedName, TimedWish], known: Mapping[TimedName, TimedPlan]
) -> Iterator[tuple[TimedName, TimedPlan]]:
    """Give the openings that are new, have another day, or are asked for no more."""
    for name in sorted(wishes.keys() | known.keys()):
        wish, before = wishes.get(name), known.get(name)
        if before is not None and before.state in DONE:
            continue
        if wish is None or wish.day is None:
            if before is not None and before.state is TimedState.PLANNED:
                yield name, TimedPlan(day=before.day, state=TimedState.DROPPED)
            continue
        kept = before is not None and before.state is not TimedState.DROPPED
        if kept and before is not None and before.day == wish.day:
            continue
        past = wish.day < wish.since and (before is None or before.state is not TimedState.PLANNED)
        yield name, TimedPlan(day=wish.day, state=TimedState.PAST if past else TimedState.PLANNED)
