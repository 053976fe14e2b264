"""Acts on several tasks at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from server.domain.people.actors import Performer
from server.domain.refusals import Refusal

LONGEST_OPINION = 4000


@dataclass(eq=False)
class NotInBulk(Refusal):
    """The task asks for more than a verdict and a comment, so it is worked on its own page."""

    task_id: UUID


@dataclass(eq=False)
class NotConfirmed(Refusal):
    """The task is signed, and who approves has not just said again who they are."""

    task_id: UUID


@dataclass(eq=False)
class OpinionTooLong(Refusal):
    """The opinion for all chosen tasks is longer than one is kept; none of it is cut off."""

    limit: int = LONGEST_OPINION


@dataclass(eq=False)
class DraftKept(Refusal):
    """Somebody has begun to write on the task's page; approving at once would throw it away."""

    by: Performer
    saved_at: datetime


def check_opinion(words: str) -> None:
    """Raise OpinionTooLong where there are more letters than an opinion keeps."""
    if len(words) > LONGEST_OPINION:
        raise OpinionTooLong
