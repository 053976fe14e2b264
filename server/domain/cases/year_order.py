"""In which order the processes of a bloc-year come in it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class YearProcess:
    """A process by its key: the days it has in the year, the one it comes after, its own place."""

    key: str
    days: tuple[dt.date, ...]
    after: str
    order: int


Day: TypeAlias = tuple[dt.date, int]
"""A day, and how many processes stand between it and the one that is sorted by it."""


def in_order_of_the_year(processes: Sequence[YearProcess]) -> list[YearProcess]:
    """Sort by the first day; what has none follows the one it comes after.

    What has no day either way stands before the first dated one that its manifest puts it before.
    """
    known = {each.key: each for each in processes}
    days = {each.key: day for each in processes if (day := day_of(each, known))}

    def place(process: YearProcess) -> tuple[dt.date, int, int, str]:
        own = days.get(process.key)
        later = (
            days[each.key] for each in processes if each.order > process.order and each.key in days
        )
        day, between = own or (min(later, default=(dt.date.max, 0))[0], -1)
        return day, between, process.order, process.key

    return sorted(processes, key=place)


def day_of(process: YearProcess, known: Mapping[str, YearProcess]) -> Day | None:
    """Return the day by which the year dates a process; None where nothing does."""
    seen: set[str] = set()
    at: YearProcess | None = process
    while at is not None and at.key not in seen:
        if at.days:
            return (max(at.days) if seen else min(at.days)), len(seen)
        seen.add(at.key)
        at = known.get(at.after)
    return None
