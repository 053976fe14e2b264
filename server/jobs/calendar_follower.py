"""The part of the sweep that lets running cases follow the working calendar of their province."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from server.actions.transaction import Begin
from server.actions.working_days import follow as following
from server.jobs.chores import attempt


class FollowingFailed(Exception):
    """Some cases could not follow the calendar; the text names the errors."""


def follow(begin: Begin, clock: Callable[[], datetime]) -> None:
    """Let cases follow one by one: one that is broken holds up no other."""
    at = clock()
    with begin() as session:
        waiting = following.waiting(session)
    failed = [
        attempt(f"follow {case_id}", partial(_one, begin, case_id, at)) for case_id in waiting
    ]
    if any(failed):
        raise FollowingFailed(", ".join(filter(None, failed)))


def _one(begin: Begin, case_id: UUID, at: datetime) -> None:
    with begin() as session:
        following.follow(session, case_id, now=at)
