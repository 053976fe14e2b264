"""What about an act an auditor should look at twice: a sign, never a verdict.

Each rule looks at what history and the accounts say of one act. Whoever reads a sign is told what
it is and why it matters; that it was all right is for people to find.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from server.domain.deadlines import VIET_NAM, local_day
from server.domain.manifest import ActClass
from server.domain.people.posts import unit_of
from server.working_calendar import PLAIN_WEEKS, WorkingCalendar


class Oddity(StrEnum):
    """A kind of sign."""

    OWN_UNIT = "own_unit"
    """An act in another unit's post about a unit of the person's own."""
    HASTY = "hasty"
    """A judging act seconds after the step before it, or after another one by the same person."""
    ACTING_FOR = "acting_for"
    PASSWORD_BY_OTHER = "password_by_other"  # noqa: S105 - a name, no password
    BACK_DATED = "back_dated"
    CLOCK_SKEW = "clock_skew"
    """The clock of the application and that of the database differ."""
    NEW_PLACE = "new_place"
    """The person had signed in from a network they had not signed in from before."""
    OUT_OF_HOURS = "out_of_hours"


JUDGING: Final = frozenset(
    {ActClass.APPROVE, ActClass.SIGN, ActClass.DECIDE, ActClass.RETURN, ActClass.REFUSE}
)
"""The acts that take reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From when on a rule speaks. Without `hours` (from, to, in Viet Nam) none is out of hours."""

    hasty: timedelta = timedelta(seconds=30)
    skew: timedelta = timedelta(seconds=2)
    back_dated_days: int = 1
    hours: tuple[time, time] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPaper:
    """A document with the day that stands on it."""

    name: str
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFacts:
    """The sign-in the act followed from: whether others came before it, and from the same place."""

    at: datetime
    address: str
    known_place: bool
    first_ever: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActFacts:
    """One act of a person. Instants are aware; `offset` is how far the clock was put on purpose.

    `units` are those of all posts the person held on the day; `opened_at` is when the task came to
    its post, `before_at` the person's own judging act before this one.
    """

    act: str
    at: datetime
    db_time: datetime
    offset: timedelta = timedelta()
    simulated: bool = False
    post: str = ""
    subject_unit: str = ""
    units: Collection[str] = ()
    on_behalf: str = ""
    link_by: Sequence[str] = ()
    papers: Sequence[DatedPaper] = ()
    opened_at: datetime | None = None
    before_at: datetime | None = None
    sign_in: SignInFacts | None = None
    calendar: WorkingCalendar = PLAIN_WEEKS


@dataclass(frozen=True, slots=True, kw_only=True)
class OddityFound:
    """A sign and what its sentence names."""

    kind: Oddity
    told: Mapping[str, str]


def oddities(act: ActFacts, limits: Thresholds) -> tuple[OddityFound, ...]:
    """Return the signs of an act, in the order of their kinds."""
    return tuple(found for rule in _RULES for found in rule(act, limits))


Rule = Callable[[ActFacts, Thresholds], Iterator[OddityFound]]


def _own_unit(act: ActFacts, _: Thresholds) -> Iterator[OddityFound]:
    own = act.subject_unit in act.units and unit_of(act.post) != act.subject_unit
    if act.subject_unit and own:
        yield OddityFound(kind=Oddity.OWN_UNIT, told={"unit": act.subject_unit})


def _hasty(act: ActFacts, limits: Thresholds) -> Iterator[OddityFound]:
    if act.act not in JUDGING:
        return
    for since, earlier in (("opened", act.opened_at), ("before", act.before_at)):
        if earlier is not None and timedelta() <= act.at - earlier < limits.hasty:
            seconds = int((act.at - earlier).total_seconds())
            yield OddityFound(kind=Oddity.HASTY, told={"since": since, "seconds": str(seconds)})
            return


def _acting_for(act: ActFacts, _: Thresholds) -> Iterator[OddityFound]:
    if act.on_behalf:
        yield OddityFound(kind=Oddity.ACTING_FOR, told={"post": act.on_behalf})


def _password_by_other(act: ActFacts, _: Thresholds) -> Iterator[OddityFound]:
    if act.link_by:
        yield OddityFound(kind=Oddity.PASSWORD_BY_OTHER, told={"names": ", ".join(act.link_by)})


def _back_dated(act: ActFacts, limits: Thresholds) -> Iterator[OddityFound]:
    day = local_day(act.at)
    for paper in act.papers:
        if (day - paper.dated).days > limits.back_dated_days:
            told = {"paper": paper.name, "dated": paper.dated.isoformat(), "day": day.isoformat()}
            yield OddityFound(kind=Oddity.BACK_DATED, told=told)
            return


def _clock_skew(act: ActFacts, limits: Thresholds) -> Iterator[OddityFound]:
    skew = act.at - act.offset - act.db_time
    if not act.simulated and abs(skew) > limits.skew:
        told = {"seconds": str(round(skew.total_seconds()))}
        yield OddityFound(kind=Oddity.CLOCK_SKEW, told=told)


def _new_place(act: ActFacts, _: Thresholds) -> Iterator[OddityFound]:
    place = act.sign_in
    if place is not None and not place.known_place and not place.first_ever:
        told = {"address": place.address, "at": place.at.isoformat()}
        yield OddityFound(kind=Oddity.NEW_PLACE, told=told)


def _out_of_hours(act: ActFacts, limits: Thresholds) -> Iterator[OddityFound]:
    if limits.hours is None or act.simulated:
        return
    here, (first, last) = act.at.astimezone(VIET_NAM), limits.hours
    in_hours = first <= here.time() < last
    if not in_hours or not act.calendar.works(here.date()):
        yield OddityFound(kind=Oddity.OUT_OF_HOURS, told={"time": f"{here:%H:%M}"})


_RULES: Final[tuple[Rule, ...]] = (
    *(_own_unit, _hasty, _acting_for, _password_by_other),
    *(_back_dated, _clock_skew, _new_place, _out_of_hours),
)
