"""The score table of a bloc: its sections, its criteria and how points count."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from server.domain.texts.words import Words


class SectionKind(StrEnum):
    """How a section counts: towards the scale, above it, or off it."""

    NORMAL = "normal"
    BONUS = "bonus"
    DEDUCTION = "deduction"


class EvidenceRule(StrEnum):
    """Whether a criterion can be handed in without a file."""

    OPTIONAL = "optional"
    REQUIRED = "required"


class NotApplicable(StrEnum):
    """What a criterion not assigned to a unit counts: left out of the scale, nothing, or all."""

    EXCLUDE = "exclude"
    ZERO = "zero"
    FULL = "full"


class Rounding(StrEnum):
    """How points are rounded to the table's decimals."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One line of the score table.

    `max_points` is never negative: in a deduction section it is the most that can be taken off, and
    points entered there are positive numbers that are subtracted.
    """

    id: str
    code: str
    name: Words
    max_points: Decimal
    evidence: EvidenceRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A group of criteria that count the same way."""

    id: str
    code: str
    name: Words
    kind: SectionKind
    criteria: tuple[Criterion, ...]

    @property
    def max_points(self) -> Decimal:
        """The sum of its criteria's maxima, not negative."""
        return sum((criterion.max_points for criterion in self.criteria), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """The bloc's score table and how its points add up."""

    sample: bool
    not_applicable: NotApplicable
    decimals: int
    rounding: Rounding
    bonus_may_exceed: bool
    sections: tuple[Section, ...]

    @property
    def max_points(self) -> Decimal:
        """The scale: the sum over the normal sections."""
        normal = (part for part in self.sections if part.kind is SectionKind.NORMAL)
        return sum((section.max_points for section in normal), Decimal(0))

    def lines(self) -> Iterator[tuple[Section, Criterion]]:
        """Go through all criteria in the table's order, each with its section."""
        return ((part, criterion) for part in self.sections for criterion in part.criteria)
