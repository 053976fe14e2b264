"""When a draft may be saved over another, and when somebody has to choose between the two.

A save says which version it is based on, and from which tab of a browser it comes: a tab counts
what it sends, so that its own earlier save is no stranger, and one that arrives late changes
nothing. A page without a script has no tab, and goes by the version alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from server.domain.people.actors import Performer
from server.domain.refusals import Refusal

LONGEST_TAB = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page was based on when it sent its text: a version (0: none), its tab and turn."""

    version: int = 0
    tab: str = ""
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHead:
    """Which draft is kept: its version, who saved it when, and from where."""

    version: int
    saved_by: UUID
    saved_name: str
    saved_on_behalf: str = ""
    saved_at: datetime
    tab: str = ""
    turn: int = 0

    @property
    def performer(self) -> Performer:
        """Return who saved it, and in whose stead."""
        return Performer(self.saved_name, self.saved_on_behalf)


class Newness(StrEnum):
    """How what a page sends stands to the draft that is kept."""

    NEWER = "newer"
    LATE = "late"
    """The same tab has sent something newer already."""
    OTHER = "other"
    """It is based on another draft than the one kept."""


@dataclass(eq=False)
class DraftTaken(Refusal):
    """Another draft was saved meanwhile, by somebody else or in another tab of the same person."""

    by: Performer
    saved_at: datetime
    version: int
    own: bool = False


def newness(kept: DraftHead | None, *, seen: Seen, by: UUID) -> Newness:
    """Tell how what a person's page sends stands to what is kept."""
    if kept is None or kept.version == seen.version:
        return Newness.NEWER
    if not seen.tab or (kept.tab, kept.saved_by) != (seen.tab, by):
        return Newness.OTHER
    return Newness.NEWER if seen.turn > kept.turn else Newness.LATE


def same_text(mine: str, other: str) -> bool:
    """Tell whether two texts of a field say the same: spaces and ticks never set say nothing."""
    return mine.split() == other.split() or {mine, other} == {"", "0"}


def same_content(mine: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Tell whether two drafts say the same in every field: nobody has to choose between them."""
    paths = mine.keys() | other.keys()
    return all(same_text(mine.get(path, ""), other.get(path, "")) for path in paths)


def check_newest(kept: DraftHead | None, *, seen: Seen, by: UUID) -> None:
    """Raise DraftTaken where what is handed in is older than the draft that is kept."""
    if kept is not None and newness(kept, seen=seen, by=by) is not Newness.NEWER:
        raise taken(kept, by=by)


def taken(kept: DraftHead, *, by: UUID) -> DraftTaken:
    """Name the draft that stands in the way."""
    own = kept.saved_by == by
    return DraftTaken(kept.performer, kept.saved_at, kept.version, own)
