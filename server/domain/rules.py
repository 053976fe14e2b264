"""The rules of one bloc-year: what a case freezes when it is opened, and what every rule asks.

Nothing here is law: every number comes from the bloc's own file. `sample` marks what is shown as a
sample and not as a decision of the bloc.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from server.domain import records
from server.domain.records import Json
from server.domain.words import Words


class BlocKind(StrEnum):
    """A bloc of agencies (khối) or a cluster of localities (cụm)."""

    BLOC = "bloc"
    CLUSTER = "cluster"


class BlocRole(StrEnum):
    """What a member unit is in the bloc in one year."""

    LEADER = "leader"
    DEPUTY = "deputy"
    MEMBER = "member"


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


class VotingMode(StrEnum):
    """Open: each unit answers by name. Paper: two scrutineers enter the counts."""

    OPEN = "open"
    PAPER = "paper"


class Base(StrEnum):
    """What a percentage of yes votes is taken of: all on the roll, those present, valid ballots."""

    ALL = "all"
    PRESENT = "present"
    VALID = "valid"


class QuorumBase(StrEnum):
    """What the quorum is a fraction of: all members, or those not taken out of the evaluation."""

    ALL = "all"
    REVIEWED = "reviewed"


class SelfVote(StrEnum):
    """Whether a unit may vote for itself."""

    ALLOW = "allow"
    FORBID = "forbid"


class TieRule(StrEnum):
    """One way to decide between equals; a bloc lists them in the order they are tried."""

    FINAL_SCORE = "final_score"
    SECOND_ROUND = "second_round"
    COUNCIL = "council"


class DeadlineKind(StrEnum):
    """How a date was written: before a day, by a day, at an occasion, or not at all."""

    BEFORE = "before"
    BY = "by"
    ON_OCCASION = "on_occasion"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc:
    """The emulation bloc; its id is `<province>/<code>`, stable over the years."""

    id: str
    province: str
    kind: BlocKind
    name: Words
    short: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberUnit:
    """A unit that competes in the bloc this year."""

    id: str
    name: Words
    short: Words
    role: BlocRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body outside the bloc that takes part in its dossier."""

    id: str
    name: Words
    short: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodies:
    """The three bodies a dossier passes."""

    home_affairs: Body
    council: Body
    chairman: Body


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


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaRow:
    """How many units may be proposed in a bloc of `min_units` to `max_units`, both included."""

    min_units: int
    max_units: int
    maximum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """Who may be proposed; None asks nothing. `min_percent` is of the scale, 0 to 100."""

    max_rank: int | None
    min_percent: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An award the bloc proposes units for."""

    id: str
    name: Words
    quota: tuple[QuotaRow, ...]
    eligibility: Eligibility
    sample: bool

    def maximum(self, units: int) -> int:
        """Return how many may be proposed in a bloc of so many units; 0 outside every row."""
        rows = (row for row in self.quota if row.min_units <= units <= row.max_units)
        return next((row.maximum for row in rows), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """The fraction that must be there before a vote is held."""

    numerator: int
    denominator: int
    base: QuorumBase

    def reached(self, *, present: int, of: int) -> bool:
        """Compare whole numbers, never a rounded fraction: 2/3 of 5 needs 4."""
        return present * self.denominator >= of * self.numerator


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The share of yes votes that passes, 0 to 100; `inclusive` means that exactly it passes."""

    percent: Decimal
    base: Base
    inclusive: bool

    def passed(self, *, yes: int, of: int) -> bool:
        """Tell whether so many yes votes out of the base pass; nothing passes on an empty base."""
        share, needed = Decimal(100 * yes), self.percent * of
        return of > 0 and (share >= needed if self.inclusive else share > needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """How the bloc votes on awards. `max_rounds` counts the first round."""

    mode: VotingMode
    quorum: Quorum
    threshold: Threshold
    self_vote: SelfVote
    tie_rule: tuple[TieRule, ...]
    max_rounds: int
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilVoting:
    """How the provincial Council votes; `members` is the number on its roll."""

    members: int
    quorum: Quorum
    threshold: Threshold
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A due date as its source wrote it; `sample` where the source gives none and one was made up."""

    id: str
    name: Words
    kind: DeadlineKind
    date: dt.date | None
    source: Words
    sample: bool

    @property
    def last_day(self) -> dt.date | None:
        """The last day that is in time; "before 31/7" ends with 30/7. None where no date is set."""
        if self.date is None:
            return None
        if self.kind is DeadlineKind.BEFORE:
            return self.date - dt.timedelta(days=1)
        return self.date if self.kind is DeadlineKind.BY else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who a bloc document goes to."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """An instrument the bloc cites; None where the source gives no date."""

    id: str
    symbol: str
    name: Words
    issued: dt.date | None
    in_force: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """An emulation wave, both days included."""

    id: str
    name: Words
    starts: dt.date
    ends: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """Everything the bloc decided for one year. Look-ups raise KeyError for an unknown id."""

    bloc: Bloc
    year: int
    theme: Words
    units: tuple[MemberUnit, ...]
    bodies: Bodies
    score_table: ScoreTable
    awards: tuple[Award, ...]
    voting: Voting
    council: CouncilVoting
    deadlines: tuple[Deadline, ...]
    recipients: tuple[Recipient, ...]
    legal_bases: tuple[LegalBasis, ...]
    waves: tuple[Wave, ...]

    @property
    def leader(self) -> MemberUnit:
        """The unit that leads the bloc this year."""
        return next(unit for unit in self.units if unit.role is BlocRole.LEADER)

    @property
    def deputy(self) -> MemberUnit:
        """The unit that appraises the leader and stands in for it."""
        return next(unit for unit in self.units if unit.role is BlocRole.DEPUTY)

    def unit(self, unit_id: str) -> MemberUnit:
        """Find a member unit by its id."""
        return {unit.id: unit for unit in self.units}[unit_id]

    def criterion(self, criterion_id: str) -> Criterion:
        """Find a criterion by its id."""
        return {criterion.id: criterion for _, criterion in self.score_table.lines()}[criterion_id]

    def award(self, award_id: str) -> Award:
        """Find an award by its id."""
        return {award.id: award for award in self.awards}[award_id]

    def deadline(self, deadline_id: str) -> Deadline:
        """Find a deadline by its id."""
        return {deadline.id: deadline for deadline in self.deadlines}[deadline_id]

    def to_json(self) -> Json:
        """Return the rules as JSON data: decimals as strings, dates in ISO form."""
        return records.plain(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Rebuild the rules from `to_json`; raises ValueError for anything else."""
        return records.revive(cls, data)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, the version's name, in hexadecimal."""
        return records.digest(self.to_json())
