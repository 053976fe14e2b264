"""Why somebody's sessions are ended by another."""

from dataclasses import dataclass

from server.domain.refusals import Refusal

LONGEST = 300


@dataclass(eq=False)
class SessionEndReasonMissing(Refusal):
    """Nobody's sessions are ended without saying why."""


@dataclass(eq=False)
class SessionEndReasonTooLong(Refusal):
    """The reason is longer than what is kept of it."""

    limit: int = LONGEST


@dataclass(eq=False)
class NoSessionOpen(Refusal):
    """The person has no session open: nothing of theirs is ended or forgotten."""


def check_reason(text: str) -> str:
    """Return the reason. Raises SessionEndReasonMissing, SessionEndReasonTooLong."""
    reason = " ".join(text.split())
    if not reason:
        raise SessionEndReasonMissing
    if len(reason) > LONGEST:
        raise SessionEndReasonTooLong
    return reason
