"""Who may be put into a post, may be given it for a while, and may be taken out of it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from server.domain.people.lineage import Reach
from server.domain.people.posts import (
    Position,
    position_of,
    province_of,
)
from server.domain.refusals import Refusal

LONGEST_NAME = 200
LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9._@-]{1,62})[a-z0-9]")
ONE_HOLDER = frozenset({Position.HEAD, Position.CHAIRMAN})
MAY_DELEGATE = frozenset({Position.HEAD, Position.CHAIRMAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days in a post, both included; `last` is None while it lasts."""

    first: date
    last: date | None

    def meets(self, other: "Period") -> bool:
        """Tell whether two periods share a day."""
        mine = self.last is None or other.first <= self.last
        return mine and (other.last is None or self.first <= other.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A post that a person holds or has held."""

    person_id: UUID
    post_id: str
    period: Period


@dataclass(eq=False)
class BadLogin(Refusal):
    """A sign-in name has other letters than it may, or is too short or too long."""

    login: str


@dataclass(eq=False)
class LoginTaken(Refusal):
    """Another person signs in by this name."""

    login: str


@dataclass(eq=False)
class NameMissing(Refusal):
    """A person has no name, or one that is too long."""


@dataclass(eq=False)
class NoSuchPost(Refusal):
    """There is no post of this id."""

    post_id: str


@dataclass(eq=False)
class NoSuchAppointment(Refusal):
    """There is no such appointment, or who asks does not look after its post."""


@dataclass(eq=False)
class NoSuchPerson(Refusal):
    """There is no such person, or the account is deactivated."""


@dataclass(eq=False)
class PeriodMissing(Refusal):
    """A delegation has a first and a last day; one of them was not given."""


@dataclass(eq=False)
class PeriodReversed(Refusal):
    """The last day lies before the first."""

    first: date
    last: date


@dataclass(eq=False)
class PeriodPast(Refusal):
    """The last day is over already."""

    last: date


@dataclass(eq=False)
class PostTaken(Refusal):
    """A post that one person holds at a time is held in these days."""

    post_id: str


@dataclass(eq=False)
class HeldAlready(Refusal):
    """The person holds this post in these days."""

    post_id: str


@dataclass(eq=False)
class AdministratorApart(Refusal):
    """Who repairs the system may not also score, approve, vote or decide."""


@dataclass(eq=False)
class AuditorApart(Refusal):
    """Who audits holds no working post: nobody checks what they did themselves."""


@dataclass(eq=False)
class OtherProvince(Refusal):
    """The post is of another province than the person."""

    post_id: str


@dataclass(eq=False)
class ProvinceMissing(Refusal):
    """It was not said, and cannot be told, which province a person belongs to."""


@dataclass(eq=False)
class NotAdministrator(Refusal):
    """Only an administrator, acting as one, keeps persons and posts."""


@dataclass(eq=False)
class OwnAccount(Refusal):
    """An administrator may not give posts to their own account, nor close it."""


@dataclass(eq=False)
class MayNotDelegate(Refusal):
    """This post is not one whose holder lets somebody act for it, or it is itself only lent."""


@dataclass(eq=False)
class PostChanged(Refusal):
    """The form was made for another post than the one acted in now."""


@dataclass(eq=False)
class DocumentMissing(Refusal):
    """A delegation rests on a document; none was named."""


@dataclass(eq=False)
class DelegatedAlready(Refusal):
    """The same person acts for this post in these days."""


@dataclass(eq=False)
class NoSuchDelegation(Refusal):
    """There is no such delegation, or it was revoked."""


@dataclass(eq=False)
class AppointmentOver(Refusal):
    """The appointment has ended already; history is not rewritten."""


@dataclass(eq=False)
class EndsLater(Refusal):
    """An appointment that ends on `last` is not lengthened by ending it: that is a new one."""

    last: date


@dataclass(eq=False)
class LinkSpent(Refusal):
    """A one-time link was used, has run out or never was."""


def check_person(login: str, name: str) -> None:
    """Refuse a sign-in name or a name that will not do."""
    if not LOGIN.fullmatch(login):
        raise BadLogin(login)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise NameMissing


def check_period(first: date, last: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if last is not None and last < first:
        raise PeriodReversed(first, last)


def check_apart(posts: Collection[str]) -> None:
    """Refuse posts that one person may not hold, or be lent, in the same days."""
    positions = {position_of(post) for post in posts}
    if len(positions) == 1:
        return
    if Position.ADMINISTRATOR in positions:
        raise AdministratorApart
    if Position.AUDITOR in positions:
        raise AuditorApart


def check_appointment(
    new: Held, *, kin: Reach, of_person: Collection[Held], of_post: Collection[Held]
) -> None:
    """Refuse an appointment outside the person's province, or that clashes in the same days.

    `kin` are the person's province, those it follows and those that follow it; `of_person` are
    posts held by and lent to the person, `of_post` who else holds this one.
    """
    check_period(new.period.first, new.period.last)
    if province_of(new.post_id) not in kin:
        raise OtherProvince(new.post_id)
    same_days = [held for held in of_person if held.period.meets(new.period)]
    if any(held.post_id == new.post_id for held in same_days):
        raise HeldAlready(new.post_id)
    check_apart({new.post_id, *(held.post_id for held in same_days)})
    if position_of(new.post_id) in ONE_HOLDER and any(
        held.period.meets(new.period) for held in of_post
    ):
        raise PostTaken(new.post_id)


def check_ending(period: Period, last: date | None, *, today: date) -> date:
    """Return the last day of an appointment that ends with `last`, or at once where it is None.

    One that has not begun ends with its first day and was never in force. Raises AppointmentOver,
    EndsLater and PeriodReversed.
    """
    if period.last is not None and period.last < today:
        raise AppointmentOver
    ends = max(today, period.first) if last is None else last
    if period.last is not None and ends > period.last:
        raise EndsLater(period.last)
    check_period(period.first, ends)
    return ends
