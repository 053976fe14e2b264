"""The awards of a bloc: how many may be proposed, and who may be."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from server.domain.blocs.comparing import Comparison, compare_share, share_of
from server.domain.blocs.score_table import ScoreTable, SectionKind
from server.domain.canonical import LATER
from server.domain.texts.words import Words


class PointsBase(StrEnum):
    """What a share of points is taken of: the scale, the scale with all bonus, a number named."""

    SCALE = "scale"
    WITH_BONUS = "scale_with_bonus"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """How many units may be proposed in a bloc of `min_units` to `max_units`, both included."""

    min_units: int
    max_units: int
    maximum: int


class QuotaRounding(StrEnum):
    """How a share of the units becomes a whole number."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaShare:
    """A quota that is a share of the member units, at least so many."""

    share: str
    rounding: QuotaRounding
    at_least: int

    def maximum(self, units: int) -> int:
        """Return how many of so many units these are."""
        exact = share_of(None, self.share) * units
        whole = {
            QuotaRounding.DOWN: floor(exact),
            QuotaRounding.UP: ceil(exact),
            QuotaRounding.HALF_UP: floor(exact + Fraction(1, 2)),
        }[self.rounding]
        return min(max(whole, self.at_least), units)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorWins:
    """A condition over years: an award was won in so many of the last so many years."""

    award: str
    wins: int
    years: int

    def compare(self, won_in: Collection[int], year: int) -> Comparison:
        """Hold the years in which a unit won against how many are needed, before this year."""
        counted = self.counted(won_in, year)
        return Comparison(value=Fraction(len(counted)), needed=Fraction(self.wins))

    def counted(self, won_in: Collection[int], year: int) -> frozenset[int]:
        """Return the years that count of those in which a unit won."""
        return frozenset(won for won in won_in if year - self.years <= won < year)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAward:
    """An award that a unit got in a year from before the system, as its decision says."""

    unit: str
    award: str
    year: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimum:
    """Points that a final must have: so many, or a share ("2/3", "90%") of a base.

    Either `points` or `share` is there; `number` is the base's where it is a number. Strict: more
    than that.
    """

    points: Decimal | None
    share: str | None
    base: PointsBase
    number: Decimal | None
    strict: bool

    def compare(self, final: Fraction, table: ScoreTable) -> Comparison:
        """Hold a unit's final against the minimum."""
        if self.points is not None:
            return Comparison(value=final, needed=Fraction(self.points), strict=self.strict)
        share, base = share_of(None, self.share), self.base_of(table)
        return compare_share(final, share=share, base=base, strict=self.strict)

    def base_of(self, table: ScoreTable) -> Fraction:
        """Return the number that a share is taken of."""
        match self.base:
            case PointsBase.SCALE:
                return Fraction(table.max_points)
            case PointsBase.WITH_BONUS:
                bonus = (part for part in table.sections if part.kind is SectionKind.BONUS)
                extra = sum((Fraction(part.max_points) for part in bonus), Fraction(0))
                return Fraction(table.max_points) + extra
            case PointsBase.NUMBER:
                return Fraction(self.number or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may be proposed; None asks nothing.

    `min_percent` is of the scale, 0 to 100; a `minimum` says its base itself.
    """

    max_rank: int | None
    min_percent: Decimal | None
    minimum: Minimum | None = field(default=None, metadata={LATER: True})
    prior: PriorWins | None = field(default=None, metadata={LATER: True})
    grade: str | None = field(default=None, metadata={LATER: True})
    """The grade that a unit must have at least."""

    def compare_points(self, final: Fraction, table: ScoreTable) -> Comparison | None:
        """Hold a final against the points asked for; None where none are."""
        if self.minimum is not None:
            return self.minimum.compare(final, table)
        if self.min_percent is None:
            return None
        share, base = share_of(self.min_percent, None), Fraction(table.max_points)
        return compare_share(final, share=share, base=base, strict=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award the bloc proposes units for; awards stand from the highest on.

    `winners_of` and `not_winners_of` name an award above that is decided before: only who was
    proposed for it, or was not, stands for this one. With `quota_of` it draws on that award's
    quota: it has the seats that are left.
    """

    id: str
    name: Words
    quota: tuple[QuotaRow, ...]
    eligibility: Eligibility
    sample: bool
    quota_share: QuotaShare | None = field(default=None, metadata={LATER: True})
    quota_of: str | None = field(default=None, metadata={LATER: True})
    winners_of: str | None = field(default=None, metadata={LATER: True})
    not_winners_of: str | None = field(default=None, metadata={LATER: True})

    @property
    def above(self) -> frozenset[str]:
        """The awards that must be decided before this one is voted on."""
        named = (self.quota_of, self.winners_of, self.not_winners_of)
        return frozenset(name for name in named if name is not None)

    def maximum(self, units: int) -> int:
        """Return how many may be proposed in a bloc of so many units; 0 outside every row.

        What it draws on another award's quota is that award's to say.
        """
        if self.quota_share is not None:
            return self.quota_share.maximum(units)
        rows = (row for row in self.quota if row.min_units <= units <= row.max_units)
        return next((row.maximum for row in rows), 0)
