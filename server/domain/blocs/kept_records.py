"""What the platform's own records say of a unit: duties done in time or late, figures counted."""

from dataclasses import dataclass, field
from enum import StrEnum

from server.domain.canonical import LATER


class RecordState(StrEnum):
    """How a duty must stand for a condition to hold; who has not done it at all is late, too.

    `reorganised`: the unit was merged or was gone before it did it.
    """

    MISSING = "missing"
    LATE = "late"
    REORGANISED = "reorganised"


class DaysCounted(StrEnum):
    """Which days late are counted."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordName:
    """What the cases of a process record in a bloc-year: of all its cases, or of one.

    `of` is the process and a name of its manifest, "report.sent". `slot` is what a case stands once
    by in the bloc-year, as the manifest says; None: all cases count.
    """

    of: str
    slot: str | None = field(default=None, metadata={LATER: True})

    @property
    def process(self) -> str:
        """The process."""
        return self.of.partition(".")[0]

    @property
    def name(self) -> str:
        """What of its manifest is meant."""
        return self.of.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyName(RecordName):
    """The duties that a milestone makes, "report.sent"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureName(RecordName):
    """What is counted of a unit, "conference.attended"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyCondition:
    """A unit comes under the condition if one of these duties stands so."""

    duty: DutyName
    state: RecordState


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDays:
    """The days that a unit is late with these duties, added up."""

    duty: DutyName
    counted: DaysCounted
