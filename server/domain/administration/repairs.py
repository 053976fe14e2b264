"""What an administrator may do to a case that is in trouble: hold it, end it, set it back a step.

A repair never takes a decision: no approval, vote or score comes from it, and none is skipped.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from server.domain.people.actors import Actor
from server.domain.people.posts import Position
from server.domain.refusals import Refusal
from server.domain.tasks.work import NotThere
from server.domain.texts.typed_text import readable

LONGEST_REASON = 1000


class CaseState(StrEnum):
    """What a case's row says of it."""

    OPEN = "open"
    ENDING = "ending"
    """Its main process is done, and others are still at work."""
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    CLOSED = "closed"


GOING = frozenset({CaseState.OPEN, CaseState.ENDING})
"""People work on such a case, and its timers fire."""


@dataclass(eq=False)
class CaseSuspended(Refusal):
    """The case is held up; its reason is what the person reads."""

    reason: str


@dataclass(eq=False)
class CaseCancelled(Refusal):
    """The case was cancelled; its reason is what the person reads."""

    reason: str


@dataclass(eq=False)
class CaseBroken(Refusal):
    """The engine cannot go on with this case; `error` names what it met."""

    error: str
    detail: str


@dataclass(eq=False)
class NotYoursToRepair(Refusal):
    """Only an administrator, acting as one, repairs cases."""


@dataclass(eq=False)
class RepairReasonMissing(Refusal):
    """A repair says why; it enters history and is what those concerned read."""


@dataclass(eq=False)
class RepairReasonTooLong(Refusal):
    """The reason is longer than is kept."""

    limit: int = LONGEST_REASON


@dataclass(eq=False)
class CaseNotOpen(Refusal):
    """Only a case that runs can be suspended or set back."""


@dataclass(eq=False)
class CaseNotSuspended(Refusal):
    """Only a suspended case can be resumed."""


@dataclass(eq=False)
class CaseOver(Refusal):
    """The case has ended, one way or the other; it cannot be cancelled."""


@dataclass(eq=False)
class FollowedByCase(Refusal):
    """A later case rests on this one; it would have to be cancelled first."""


@dataclass(eq=False)
class ReliedOnByCase(Refusal):
    """A later case opened because this one had come so far; it would have to be cancelled first."""


def check_repairer(actor: Actor, *, province: str) -> None:
    """Refuse who does not act as an administrator; a case of another province is not there.

    Raises NotYoursToRepair, NotThere.
    """
    if actor.position != Position.ADMINISTRATOR or actor.delegation_id:
        raise NotYoursToRepair
    if province not in actor.reach:
        raise NotThere


def reason_of(typed: str) -> str:
    """Return a repair's reason.

    Raises CharacterRefused, RepairReasonMissing and RepairReasonTooLong.
    """
    reason = readable(typed)
    if not reason:
        raise RepairReasonMissing
    if len(reason) > LONGEST_REASON:
        raise RepairReasonTooLong
    return reason


def check_going(state: str, reason: str) -> None:
    """Refuse to work on a case that is suspended or cancelled, and say why it is."""
    if state == CaseState.SUSPENDED:
        raise CaseSuspended(reason)
    if state == CaseState.CANCELLED:
        raise CaseCancelled(reason)


def check_runs(state: str) -> None:
    """Refuse to suspend, or to set back, what does not run."""
    if state not in GOING:
        raise CaseNotOpen


def check_resumes(state: str) -> None:
    """Refuse to resume what is not suspended."""
    if state != CaseState.SUSPENDED:
        raise CaseNotSuspended


def check_cancels(state: str, *, followed: bool) -> None:
    """Refuse to cancel what has ended, or what a later case rests on."""
    if state not in GOING | {CaseState.SUSPENDED}:
        raise CaseOver
    if followed:
        raise FollowedByCase


@dataclass(eq=False)
class TaskNotOpen(Refusal):
    """There is no open task to move away from: somebody has done it, or it was withdrawn."""


@dataclass(eq=False)
class NotDoneBefore(Refusal):
    """A case is set back only to what was done in it: forward would skip somebody's decision."""


@dataclass(eq=False)
class MoreThanTasksBetween(Refusal):
    """Between the two steps messages left or sums were done; they would leave and be done again."""

    elements: tuple[str, ...]


@dataclass(eq=False)
class MoveWaits(Refusal):
    """A move of this task waits for its second administrator."""


@dataclass(eq=False)
class MoveSettled(Refusal):
    """The move was confirmed or declined already."""


@dataclass(eq=False)
class MoveExpired(Refusal):
    """Nobody confirmed the move in time; it has to be proposed anew."""


@dataclass(eq=False)
class MoveOutdated(Refusal):
    """The case has gone on since the move was proposed."""


@dataclass(eq=False)
class SecondPersonMissing(Refusal):
    """Who proposed a move cannot confirm it: four eyes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setback:
    """One token's way back: from an open task to one that this instance has done before.

    `between` are the elements a token would pass on its way from `target` to `element` again that
    are no tasks of persons and no gateways.
    """

    element: str
    target: str
    done: Collection[str]
    between: Sequence[str]


def check_setback(move: Setback) -> None:
    """Refuse a move that would skip a decision, or do again what cannot be done twice."""
    if move.target == move.element or move.target not in move.done:
        raise NotDoneBefore
    if move.between:
        raise MoreThanTasksBetween(tuple(move.between))


def check_second_person(*, proposed_by: UUID, actor: Actor) -> None:
    """Refuse who proposed a thing to be the one who confirms it."""
    if proposed_by == actor.person_id:
        raise SecondPersonMissing


@dataclass(eq=False)
class NothingToRetry(Refusal):
    """The timer is not overdue, or the job has not failed."""


@dataclass(eq=False)
class CannotMigrate(Refusal):
    """Something an instance stands on, or has been approved by, is drawn otherwise there."""

    process: str
    key: str
    elements: tuple[str, ...]


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """The case was not moved to another version, or has gone on since."""
