"""The rules of one bloc-year: what a case freezes when it is opened, and what every rule asks.

Nothing here is law: every number comes from the bloc's own file. `sample` marks what is shown as a
sample and not as a decision of the bloc.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Self

from server.domain import canonical
from server.domain.blocs.bodies import Bodies, Body
from server.domain.blocs.registers import RegisterRules
from server.domain.blocs.roles import DEFAULT, Role, RoleTable
from server.domain.blocs.score_table import (
    Criterion,
    EvidenceRule,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
)
from server.domain.blocs.voting_rules import (
    Base,
    CouncilVoting,
    Quorum,
    QuorumBase,
    SelfVote,
    SeveralBallots,
    Threshold,
    TieRule,
    Voting,
    VotingMode,
)
from server.domain.canonical import LATER, Json
from server.domain.texts.words import Words

__all__ = [
    "Award",
    "Base",
    "Bloc",
    "BlocKind",
    "BlocRole",
    "Bodies",
    "Body",
    "CaseRules",
    "CouncilVoting",
    "Criterion",
    "Deadline",
    "DeadlineKind",
    "Eligibility",
    "EvidenceRule",
    "LegalBasis",
    "MemberUnit",
    "NotApplicable",
    "Quorum",
    "QuorumBase",
    "QuotaRow",
    "Recipient",
    "Rounding",
    "ScoreTable",
    "Section",
    "SectionKind",
    "SelfVote",
    "SeveralBallots",
    "Threshold",
    "TieRule",
    "Voting",
    "VotingMode",
    "Wave",
    "Words",
]


class BlocKind(StrEnum):
    """A bloc of agencies (khối) or a cluster of localities (cụm)."""

    BLOC = "bloc"
    CLUSTER = "cluster"


class BlocRole(StrEnum):
    """What a member unit is in the bloc in one year."""

    LEADER = "leader"
    DEPUTY = "deputy"
    MEMBER = "member"


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
    """A unit that competes in the bloc this year.

    `symbol` is its own in numbers of its documents (`SGDĐT`), None where its file does not say.
    """

    id: str
    name: Words
    short: Words
    role: BlocRole
    symbol: str | None = field(default=None, metadata={LATER: True})


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
class Deadline:
    """A due date as its source wrote it; `sample` marks one that the source does not give."""

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
    roles: tuple[Role, ...] | None = field(default=None, metadata={LATER: True})
    """The bloc's own roles; None where its file names none."""
    register: RegisterRules | None = field(default=None, metadata={LATER: True})
    """How the bloc numbers its own documents; None where it numbers none."""

    @property
    def lanes(self) -> RoleTable:
        """What the role of a lane means; the bloc's own roles come before those of every bloc."""
        return RoleTable.of((*(self.roles or ()), *DEFAULT))

    @property
    def leader(self) -> MemberUnit:
        """The unit that leads the bloc this year."""
        return next(unit for unit in self.units if unit.role is BlocRole.LEADER)

    @property
    def deputy(self) -> MemberUnit:
        """The unit that appraises the leader and stands in for it."""
        return next(unit for unit in self.units if unit.role is BlocRole.DEPUTY)

    def unit(self, unit_id: str) -> MemberUnit:
        """Find a member unit by its id; raises KeyError."""
        found = next((unit for unit in self.units if unit.id == unit_id), None)
        if found is None:
            raise KeyError(unit_id)
        return found

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
        return canonical.plain(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Rebuild the rules from `to_json`; raises ValueError for anything else."""
        return canonical.revive(cls, data)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, the version's name, in hexadecimal."""
        return canonical.digest(self.to_json())
