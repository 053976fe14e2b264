"""The days on which something is due: where a demonstration's clock is moved to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from server.actions.definitions.deployed import rules_of
from server.domain.texts.words import Words
from server.store import Session
from server.store.blocs.bloc_pages import BlocYear

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DueThen:
    """What is due, and in which bloc's year."""

    name: Words
    bloc: Words
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """A last day, and what is due on it in which bloc-year; `after` is when it is seen as late."""

    day: date
    due: tuple[DueThen, ...]

    @property
    def after(self) -> date:
        """The day after."""
        return self.day + timedelta(days=1)


def coming_days(
    session: Session, bloc_years: Sequence[BlocYear], *, today: date
) -> Sequence[ComingDay]:
    """List the next last days of bloc-years from today on, at most 12, the nearest first."""
    due: dict[date, list[DueThen]] = defaultdict(list)
    for row in bloc_years:
        rules = rules_of(session, row.rules_digest)
        for each in rules.deadlines:
            if each.last_day is not None and each.last_day >= today:
                due[each.last_day].append(
                    DueThen(name=each.name, bloc=rules.bloc.short, year=row.year)
                )
    return [ComingDay(day=day, due=tuple(due[day])) for day in sorted(due)[:MOST]]
