"""The facts about a score sheet that the rules of scoring and appraisal hand on."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Stance(StrEnum):
    """What a unit says to a changed line: it accepts the change or contests it."""

    ACCEPT = "accept"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One criterion on one unit's sheet, from self-score to second appraisal.

    `reason` says why the criterion does not apply; `na_accepted` is None until the first appraisal
    answers that. Points of a deduction are positive: they are taken off by the totals.
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
class SectionTotal:
    """A section's points as they count (a deduction's are negative) and its applicable maximum."""

    section: str
    points: Decimal
    maximum: Decimal
    unscored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTotals:
    """What a sheet adds up to.

    `applicable_maximum` is the scale without criteria that are left out; `scaled` is the total
    brought back to the whole scale, so that units can be compared. While lines are `unscored` both
    totals are partial.
    """

    sections: tuple[SectionTotal, ...]
    total: Decimal
    applicable_maximum: Decimal
    scaled: Decimal
    unscored: tuple[str, ...]
