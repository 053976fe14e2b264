"""Conditions that exclude or downgrade a unit whatever its total (điều kiện liệt), and grades."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from server.domain.blocs.awards import Minimum
from server.domain.blocs.comparing import Comparison, compare_share, share_of
from server.domain.blocs.kept_records import DutyCondition
from server.domain.blocs.score_table import EvidenceRule
from server.domain.canonical import LATER
from server.domain.texts.words import Words


class FloorOf(StrEnum):
    """What a floor is under, where it is under every one: normal sections, or their criteria."""

    SECTION = "section"
    CRITERION = "criterion"


class ConditionEffect(StrEnum):
    """What becomes of a unit: it is not ranked and stands for no award, or is a grade lower.

    One that is only noted stands in the way of the grades that name it.
    """

    EXCLUDE = "exclude"
    DOWNGRADE = "downgrade"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The least that parts or criteria must have: those of `of`, or `every` one.

    Either `points` or a `share` of the maximum each has of itself; strict: more than that.
    """

    of: tuple[str, ...] | None = field(default=None, metadata={LATER: True})
    every: FloorOf | None = field(default=None, metadata={LATER: True})
    share: str | None = field(default=None, metadata={LATER: True})
    points: Decimal | None = field(default=None, metadata={LATER: True})
    strict: bool

    def holds(self, points: Decimal, maximum: Decimal) -> bool:
        """Tell whether that is enough; `compare` says what was compared."""
        if self.points is None:
            return self.compare(points, maximum).holds
        return points > self.points if self.strict else points >= self.points

    def compare(self, points: Decimal, maximum: Decimal) -> Comparison:
        """Hold the points of one part or criterion against the least it must have."""
        if self.points is not None:
            return Comparison(
                value=Fraction(points), needed=Fraction(self.points), strict=self.strict
            )
        share = share_of(None, self.share)
        return compare_share(
            Fraction(points), share=share, base=Fraction(maximum), strict=self.strict
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredFact:
    """What is declared of a unit with the paper that says so, while units are ranked."""

    evidence: EvidenceRule


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCondition:
    """What excludes a unit, or makes it a grade lower: a floor, a declared fact, or a record.

    It comes under it if it falls short of one of the floors of `least`; if the `fact` is declared
    of it; or by what the platform's own `record` of its duties says. One of the three.
    """

    id: str
    name: Words
    effect: ConditionEffect
    least: tuple[Floor, ...]
    fact: DeclaredFact | None = field(default=None, metadata={LATER: True})
    record: DutyCondition | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade (xuất sắc, tốt, khá …): the points its holder must have, and the floors.

    It is not for a unit that comes under one of the conditions of `without`.
    """

    id: str
    name: Words
    minimum: Minimum
    least: tuple[Floor, ...] | None = field(default=None, metadata={LATER: True})
    without: tuple[str, ...] | None = field(default=None, metadata={LATER: True})
