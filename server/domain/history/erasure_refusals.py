"""On which ground it is erased, and what is refused of it."""

from dataclasses import dataclass
from typing import Final

from server.domain.refusals import Refusal
from server.domain.texts.typed_text import readable

MOST_EVENTS: Final = 500
LONGEST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """By which law and document it is erased, and what stays, as they were typed."""

    law: str
    document: str
    stays: str


@dataclass(eq=False)
class GroundMissing(Refusal):
    """An erasure names the article and the law, and the paper that asks for it."""


@dataclass(eq=False)
class GroundTooLong(Refusal):
    """A part of the ground is longer than is kept."""

    limit: int = LONGEST


@dataclass(eq=False)
class EventsUnreadable(Refusal):
    """What was typed is no key of an event."""

    typed: str


@dataclass(eq=False)
class NobodyNamed(Refusal):
    """Neither a person nor an event was named."""


@dataclass(eq=False)
class PersonUnknown(Refusal):
    """Nobody of the province signs in by this name."""

    login: str


@dataclass(eq=False)
class EventUnknown(Refusal):
    """The province has no event of this key."""

    key: str


@dataclass(eq=False)
class NothingToErase(Refusal):
    """None of the events that were named may be erased."""


@dataclass(eq=False)
class TooManyEvents(Refusal):
    """More events than one erasure may name."""

    limit: int = MOST_EVENTS


@dataclass(eq=False)
class ErasureSettled(Refusal):
    """It was done, rejected or withdrawn already."""


@dataclass(eq=False)
class NotYourErasure(Refusal):
    """Only who proposed it withdraws; others reject."""


@dataclass(eq=False)
class ErasureChanged(Refusal):
    """What would be erased is no longer what was proposed, or not what the page had shown."""


@dataclass(eq=False)
class HistoryUnsound(Refusal):
    """What remained would not come to the rows of a case: it is to be checked before."""

    where: str


def ground_of(*, law: str, document: str, stays: str) -> Ground:
    """Read the ground. Raises CharacterRefused, GroundMissing and GroundTooLong."""
    found = Ground(law=readable(law), document=readable(document), stays=readable(stays))
    if not found.law or not found.document:
        raise GroundMissing
    if max(len(found.law), len(found.document), len(found.stays)) > LONGEST:
        raise GroundTooLong
    return found
