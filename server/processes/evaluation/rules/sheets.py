"""The facts about a score sheet that the rules of scoring and appraisal hand on."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Stance(StrEnum):
    """What a unit says to a changed line: it accepts the change or contests it."""

    ACCEPT = "accept"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One criterion on one unit's sheet, from self-score to second appraisal.

    `reason` says why the criterion does not apply; `na_accepted` is None until the first appraisal
    answers that. Points of a deduction are positive: they are taken off by the totals.

    Where points are worked out, `actual` is what was counted, measured or late, and `target` what
    it is measured by: as the unit says, as the first appraisal does (`_1`), as the second (`_2`).
    `collated` are points by the best of the bloc, once the sheets are put together.
    """

    criterion: str
    self_points: Decimal | None = None
    not_applicable: bool = False
    reason: str = ""
    note: str = ""
    appraisal_1: Decimal | None = None
    reason_1: str = ""
    na_accepted: bool | None = None
    explanation: str = ""
    stance: Stance | None = None
    appraisal_2: Decimal | None = None
    reason_2: str = ""
    actual: Decimal | None = None
    target: Decimal | None = None
    actual_1: Decimal | None = None
    target_1: Decimal | None = None
    actual_2: Decimal | None = None
    target_2: Decimal | None = None
    collated: Decimal | None = None

    @property
    def claimed(self) -> "Credit":
        """What the unit claims."""
        return Credit(self.self_points, self.actual, self.target)

    @property
    def first(self) -> "Credit":
        """What the first appraisal gives."""
        return Credit(self.appraisal_1, self.actual_1, self.target_1)

    @property
    def appraised(self) -> "Credit":
        """What the last appraisal gives."""
        if self.appraisal_2 is None:
            return self.first
        return Credit(self.appraisal_2, self.actual_2, self.target_2)


@dataclass(frozen=True, slots=True)
class Credit:
    """Points of a line, and what they were worked out from; None where there is none of it."""

    points: Decimal | None
    actual: Decimal | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfScore:
    """A unit scored itself: one line for each criterion, in the table's order."""

    lines: tuple[ScoreLine, ...]


class AppraisalVerdict(StrEnum):
    """The first appraisal is done, or the sheet goes back as incomplete."""

    DONE = "done"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal1:
    """The first appraisal; an incomplete sheet keeps its lines as they were, none changed."""

    verdict: AppraisalVerdict
    comment: str
    lines: tuple[ScoreLine, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanations:
    """The unit answered every change; `contested` are the criteria for the second appraisal."""

    lines: tuple[ScoreLine, ...]
    contested: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal2:
    """The second appraisal; `changed` are the criteria that moved away from the first."""

    lines: tuple[ScoreLine, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTotal:
    """What a part of the table comes to; a deduction's points are negative.

    `summed` are its points before the cap, `points` as they count, `maximum` the most that they
    can count of what applies to the unit. `depth` is 0 for sections.
    """

    part: str
    depth: int
    summed: Decimal
    points: Decimal
    maximum: Decimal
    unscored: int

    @property
    def is_capped(self) -> bool:
        """Whether the cap takes something off."""
        return self.summed != self.points


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTotals:
    """What a sheet adds up to; `parts` are in the table's order, each before those within it.

    `applicable_maximum` is the scale without criteria that are left out; `scaled` is the total
    brought back to the whole scale, so that units can be compared, a fraction that is
    compared as it is. While lines are `unscored` both totals are partial.
    """

    parts: tuple[PartTotal, ...]
    total: Decimal
    applicable_maximum: Decimal
    scaled: Fraction
    unscored: tuple[str, ...]

    @property
    def sections(self) -> tuple[PartTotal, ...]:
        """The totals of the table's sections."""
        return tuple(part for part in self.parts if part.depth == 0)
