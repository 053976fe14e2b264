"""What a bloc-year file says, once it has been read without a mistake."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from server.domain import canonical
from server.domain.blocs.registers import RegisterRules
from server.domain.blocs.roles import Role
from server.domain.blocs.rules import (
    Award,
    Bloc,
    CouncilVoting,
    Deadline,
    Grade,
    LegalBasis,
    MemberUnit,
    PastAward,
    Recipient,
    Reorganised,
    Scorer,
    ScoreTable,
    UnitCondition,
    Voting,
    Wave,
    Wording,
)
from server.domain.canonical import LATER, Json
from server.domain.texts.words import Words


class BodyKind(StrEnum):
    """What a body outside the bloc does for it."""

    HOME_AFFAIRS = "home_affairs"
    COUNCIL = "council"
    CHAIRMAN = "chairman"
    AUDIT = "audit"
    ADMINISTRATION = "administration"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEntry:
    """A position of the bloc's own, and what its holders are called where a post does not say."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEntry:
    """A post: what its holder is called."""

    id: str
    unit_id: str
    position: str
    title: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry:
    """A member unit with its posts; the dates are those of its name, None where it is open."""

    unit: MemberUnit
    name_from: dt.date | None
    name_to: dt.date | None
    posts: tuple[PostEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyEntry:
    """A body with its posts.

    `receives` is the position with which it receives, `symbol` its own in numbers of its documents;
    None where the file does not say.
    """

    id: str
    kind: BodyKind
    name: Words
    short: Words
    name_from: dt.date | None
    name_to: dt.date | None
    posts: tuple[PostEntry, ...]
    receives: str | None = field(default=None, metadata={LATER: True})
    symbol: str | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEntry:
    """Who holds a post from when to when, both days included, and by which decision."""

    post_id: str
    starts: dt.date
    ends: dt.date | None
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """A person named by the file; `email` is empty where none is given."""

    login: str
    name: str
    email: str
    appointments: tuple[AppointmentEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocYearFile:
    """One bloc in one year, in force from a day on."""

    bloc: Bloc
    year: int
    effective_from: dt.date
    theme: Words
    units: tuple[UnitEntry, ...]
    bodies: tuple[BodyEntry, ...]
    persons: tuple[PersonEntry, ...]
    score_table: ScoreTable
    awards: tuple[Award, ...]
    voting: Voting
    council: CouncilVoting
    deadlines: tuple[Deadline, ...]
    recipients: tuple[Recipient, ...]
    legal_bases: tuple[LegalBasis, ...]
    waves: tuple[Wave, ...]
    positions: tuple[PositionEntry, ...] | None = field(default=None, metadata={LATER: True})
    roles: tuple[Role, ...] | None = field(default=None, metadata={LATER: True})
    register: RegisterRules | None = field(default=None, metadata={LATER: True})
    history: tuple[PastAward, ...] | None = field(default=None, metadata={LATER: True})
    conditions: tuple[UnitCondition, ...] | None = field(default=None, metadata={LATER: True})
    grades: tuple[Grade, ...] | None = field(default=None, metadata={LATER: True})
    scorers: tuple[Scorer, ...] | None = field(default=None, metadata={LATER: True})
    reorganised: tuple[Reorganised, ...] | None = field(default=None, metadata={LATER: True})
    wordings: tuple[Wording, ...] | None = field(default=None, metadata={LATER: True})

    @property
    def posts(self) -> tuple[PostEntry, ...]:
        """All posts, of the units first and then of the bodies."""
        of_units = (post for unit in self.units for post in unit.posts)
        return (*of_units, *(post for body in self.bodies for post in body.posts))

    def to_json(self) -> Json:
        """Return the file as JSON data, in the form its version is stored and compared in."""
        return canonical.plain(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Rebuild the file from `to_json`; raises ValueError for anything else."""
        return canonical.revive(cls, data)

    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON, in hexadecimal."""
        return canonical.digest(self.to_json())
