"""Between whom a post may be lent, for which days; a task is handed over no longer than that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from server.domain.people.appointments import (
    MAY_DELEGATE,
    AdministratorApart,
    AuditorApart,
    DocumentMissing,
    Held,
    HeldAlready,
    MayNotDelegate,
    OtherProvince,
    Period,
    PeriodPast,
    check_apart,
    check_period,
)
from server.domain.people.lineage import Reach
from server.domain.people.posts import position_of, province_of
from server.domain.refusals import Refusal

LONGEST = timedelta(days=365)
"""A paper that lends a post says until when; one that does so for years is a slip of the year."""


@dataclass(eq=False)
class PeriodTooLong(Refusal):
    """The last day lies further off than a post may be lent; `latest` is the furthest."""

    latest: date


@dataclass(eq=False)
class NotHeldThen(Refusal):
    """Who lends a post did not hold it on the first day, or does not hold it then."""

    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Who lends and who is lent to: the latter's `kin` provinces, and the posts of each."""

    kin: Reach
    of_person: Collection[Held]
    of_giver: Collection[Held]


def check_delegation(new: Held, between: Between, *, document: str, today: date) -> None:
    """Refuse lending a post that may not be lent, to whom or in days it may not, or on no paper.

    What is lent lives on beyond the end of an appointment only where who lends is appointed again
    without a gap.
    """
    if position_of(new.post_id) not in MAY_DELEGATE:
        raise MayNotDelegate
    if not document.strip():
        raise DocumentMissing
    if province_of(new.post_id) not in between.kin:
        raise OtherProvince(new.post_id)
    _check_lent_days(new, between.of_giver, today)
    same_days = [held for held in between.of_person if held.period.meets(new.period)]
    check_apart({new.post_id, *(held.post_id for held in same_days)})
    if any(held.post_id == new.post_id for held in same_days):
        raise HeldAlready(new.post_id)


def could_be_lent(post_id: str, own: Collection[str]) -> bool:
    """Tell whether who holds these posts could be lent that one in the same days."""
    try:
        check_apart({post_id, *own})
    except (AdministratorApart, AuditorApart):
        return False
    return post_id not in own


def _check_lent_days(new: Held, of_giver: Collection[Held], today: date) -> None:
    """Refuse days that are over, that nobody can plan, or before the giver holds the post."""
    first, last = new.period.first, new.period.last or date.max
    check_period(first, last)
    check_coming_end(last, today)
    if last > first + LONGEST:
        raise PeriodTooLong(first + LONGEST)
    begins = Period(first=first, last=first)
    if not any(held.post_id == new.post_id and held.period.meets(begins) for held in of_giver):
        raise NotHeldThen(first)


def check_coming_end(last: date, today: date) -> None:
    """Refuse a last day that is over, or further off than anything is lent."""
    if last < today:
        raise PeriodPast(last)
    if last > today + LONGEST:
        raise PeriodTooLong(today + LONGEST)
