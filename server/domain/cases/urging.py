"""Urging: who presses others for a duty that is not done, and when they may not."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from server.domain.blocs.rules import CaseRules
from server.domain.cases.duties import DutyState
from server.domain.deadlines import local_day
from server.domain.manifest import Milestone
from server.domain.people.lane_posts import NONE, post_of_role
from server.domain.refusals import Refusal
from server.domain.texts.words import Words

WAITED_FOR = frozenset({DutyState.LEFT, DutyState.OVERDUE})
"""The states of a duty that somebody can still do."""


@dataclass(eq=False)
class NotYoursToUrge(Refusal):
    """The manifest of the case does not give this duty to the post to urge."""


@dataclass(eq=False)
class DutyNotWaitedFor(Refusal):
    """The duty was done meanwhile, or is nobody's any more."""


@dataclass(eq=False)
class UrgedToday(Refusal):
    """The same duty of the same unit was urged today already: `at` by the post `who`."""

    at: datetime
    who: Words


@dataclass(eq=False)
class NobodyToUrge(Refusal):
    """No post has a task of this duty open, or is about to."""


@dataclass(eq=False)
class UrgesOneself(Refusal):
    """The task is the actor's own post's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """Who urged last, in which post, and when; `on_behalf` is the post they stood in for."""

    at: datetime
    name: str
    post: Words
    on_behalf: Words | None = None

    @property
    def who(self) -> Words:
        """The post that urged."""
        return self.post if self.on_behalf is None else self.on_behalf


def may_urge(milestone: Milestone, *, rules: CaseRules, post: str) -> bool:
    """Tell whether a post urges who has a duty: as its manifest says, and else nobody does."""
    roles = (rules.lanes.get(name) for name in milestone.urged_by)
    return any(role and post == post_of_role(role, "", rules, NONE) for role in roles)


def check_again(last: Urging | None, *, now: datetime) -> None:
    """Raise UrgedToday where a duty of a unit was urged on this day in Viet Nam already."""
    if last is not None and local_day(last.at) == local_day(now):
        raise UrgedToday(last.at, last.who)


def check_waited_for(state: DutyState) -> None:
    """Raise DutyNotWaitedFor unless somebody can still do what is urged."""
    if state not in WAITED_FOR:
        raise DutyNotWaitedFor


def check_reached(posts: Collection[str], *, by: str) -> None:
    """Raise NobodyToUrge for a duty with no post, and UrgesOneself for one with one's own."""
    if not posts:
        raise NobodyToUrge
    if {*posts} == {by}:
        raise UrgesOneself
