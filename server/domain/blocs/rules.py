"""The rules of one bloc-year: what a case freezes when it is opened, and what every rule asks.

Nothing here is law: every number comes from the bloc's own file. `sample` marks what is shown as a
sample and not as a decision of the bloc.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Self

from server.domain import canonical
from server.domain.blocs.awards import (
    Award,
    Eligibility,
    Minimum,
    PastAward,
    PointsBase,
    PriorWins,
    QuotaRounding,
    QuotaRow,
    QuotaShare,
)
from server.domain.blocs.bodies import Bodies, Body
from server.domain.blocs.conditions import ConditionEffect, Floor, FloorOf, Grade, UnitCondition
from server.domain.blocs.criterion_kinds import CountRule, Formula, LatenessRule, TargetRule
from server.domain.blocs.papers import LegalBasis, Recipient
from server.domain.blocs.registers import RegisterRules
from server.domain.blocs.reorganised import Reorganised
from server.domain.blocs.roles import DEFAULT, Role, RoleTable
from server.domain.blocs.score_table import (
    Arithmetic,
    Criterion,
    EvidenceRule,
    NotApplicable,
    Rounding,
    ScoreTable,
    Section,
    SectionKind,
    TablePart,
)
from server.domain.blocs.scorers import Scorer
from server.domain.blocs.voting_rules import (
    AwardCouncil,
    AwardVoting,
    Base,
    CouncilVoting,
    Nobody,
    Quorum,
    QuorumBase,
    Recusal,
    SelfVote,
    SeveralBallots,
    Threshold,
    TieRule,
    Voting,
    VotingMode,
)
from server.domain.blocs.wordings import Wording
from server.domain.canonical import LATER, Json
from server.domain.texts.words import Words

__all__ = [
    "Arithmetic",
    "Award",
    "AwardCouncil",
    "AwardVoting",
    "Base",
    "Bloc",
    "BlocKind",
    "BlocRole",
    "Bodies",
    "Body",
    "CaseRules",
    "ConditionEffect",
    "CouncilVoting",
    "CountRule",
    "Criterion",
    "Deadline",
    "DeadlineKind",
    "Eligibility",
    "EvidenceRule",
    "Floor",
    "FloorOf",
    "Formula",
    "Grade",
    "LatenessRule",
    "LegalBasis",
    "MemberUnit",
    "Minimum",
    "Nobody",
    "NotApplicable",
    "PastAward",
    "PointsBase",
    "PriorWins",
    "Quorum",
    "QuorumBase",
    "QuotaRounding",
    "QuotaRow",
    "QuotaShare",
    "Recipient",
    "Recusal",
    "Reorganised",
    "Rounding",
    "ScoreTable",
    "Scorer",
    "Section",
    "SectionKind",
    "SelfVote",
    "SeveralBallots",
    "TablePart",
    "TargetRule",
    "Threshold",
    "TieRule",
    "UnitCondition",
    "Voting",
    "VotingMode",
    "Wave",
    "Wording",
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
class Wave:
    """An emulation wave, both days included."""

    id: str
    name: Words
    starts: dt.date
    ends: dt.date


@dataclass(frozen=True, kw_only=True)
class CaseRules:
    """Everything the bloc decided for one year. Look-ups raise KeyError for an unknown id.

    They never change, so what pages ask of them for every record is worked out once.
    """

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
    history: tuple[PastAward, ...] | None = field(default=None, metadata={LATER: True})
    """Awards of years before, as entered by hand; None where none are."""
    conditions: tuple[UnitCondition, ...] | None = field(default=None, metadata={LATER: True})
    grades: tuple[Grade, ...] | None = field(default=None, metadata={LATER: True})
    """The grades that units get by their points, the highest first; None where none are given."""
    scorers: tuple[Scorer, ...] | None = field(default=None, metadata={LATER: True})
    reorganised: tuple[Reorganised, ...] | None = field(default=None, metadata={LATER: True})
    """Units that were merged or are gone; None where the file names none."""
    wordings: tuple[Wording, ...] | None = field(default=None, metadata={LATER: True})

    @cached_property
    def lanes(self) -> RoleTable:
        """What the role of a lane means; the bloc's own roles come before those of every bloc."""
        return RoleTable.of((*(self.roles or ()), *DEFAULT))

    @cached_property
    def unit_ids(self) -> frozenset[str]:
        """The ids of the member units."""
        return frozenset(unit.id for unit in self.units)

    @cached_property
    def leader(self) -> MemberUnit:
        """The unit that leads the bloc this year."""
        return next(unit for unit in self.units if unit.role is BlocRole.LEADER)

    @cached_property
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
