"""Extending a deadline of a case: who may, until when, and what must be said."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.domain.blocs.rules import CaseRules
from server.domain.manifest.roles import ORGANISERS
from server.domain.people.posts import post_id
from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable

LONGEST_REASON: Final = 500
"""Characters."""


@dataclass(eq=False)
class NotYoursToExtend(Refusal):
    """The post does not run the bloc's work, or was not lent for this."""


@dataclass(eq=False)
class NoSuchDeadline(Refusal):
    """The case has no such deadline, or nothing hangs on it any more."""


@dataclass(eq=False)
class ExtensionDayMissing(Refusal):
    """No day was given, or none of the calendar."""


@dataclass(eq=False)
class NotLater(Refusal):
    """A deadline is only ever moved to a later day; `last_day` is the one it has."""

    last_day: date


@dataclass(eq=False)
class ExtensionPast(Refusal):
    """The new day is over already."""

    today: date


@dataclass(eq=False)
class ExtensionTooFar(Refusal):
    """The new day is beyond the end of next year; `last` is the furthest."""

    last: date


@dataclass(eq=False)
class ExtensionReasonMissing(Refusal):
    """Nothing says why."""


@dataclass(eq=False)
class ExtensionReasonTooLong(Refusal):
    """The reason has more characters than are kept."""

    limit: int


def extended_deadlines(extended: str) -> dict[str, date]:
    """Return the bloc-year's deadlines that were extended in a case; `extended` is its column."""
    found = json.loads(extended).get("deadlines", {})
    return {name: date.fromisoformat(day) for name, day in found.items()}


def may_extend(rules: CaseRules, post: str) -> bool:
    """Tell whether a post extends deadlines: the leading unit's head and secretary do."""
    return post in {post_id(rules.leader.id, position) for position in ORGANISERS}


def check_extension(
    *, last_day: date, to: date | None, today: date, reason: str
) -> tuple[date, str]:
    """Return the new last day and why, or raise what does not hold.

    A day is never brought forward: whoever works by it was promised it.
    """
    if to is None:
        raise ExtensionDayMissing
    if to <= last_day:
        raise NotLater(last_day)
    if to < today:
        raise ExtensionPast(today)
    furthest = date(today.year + 1, 12, 31)
    if to > furthest:
        raise ExtensionTooFar(furthest)
    return to, reason_of(reason)


def reason_of(typed: str) -> str:
    """Return why, or raise that nothing, or too much, says it."""
    why = readable(typed)
    if not why:
        raise ExtensionReasonMissing
    if len(why) > LONGEST_REASON:
        raise ExtensionReasonTooLong(LONGEST_REASON)
    return why
