"""The facts of a vote: ballots, counts, what each candidate got and what a round settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self, TypeAlias

from server.domain import canonical
from server.domain.blocs.rules import TieRule
from server.domain.canonical import LATER, Json

Candidates: TypeAlias = Mapping[str, tuple[str, ...]]
"""The units voted on, by award id."""


class Choice(StrEnum):
    """What a unit says to one candidate; blank is neither yes nor no and no valid vote."""

    YES = "yes"
    NO = "no"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One choice on one candidate."""

    award: str
    unit: str
    choice: Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """An open ballot: one unit's choices by name."""

    voter: str
    votes: tuple[Vote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YesCount:
    """How many ballots one scrutineer counted for one candidate."""

    award: str
    unit: str
    yes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One scrutineer's count of a paper ballot."""

    issued: int
    collected: int
    valid: int
    invalid: int
    yes: tuple[YesCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTally:
    """What one candidate got; `base` is what its percentage is taken of.

    On paper only yes is counted: no, blank and absent are None.
    """

    award: str
    unit: str
    yes: int
    no: int | None
    blank: int | None
    absent: int | None
    base: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A round's result; rounds count from 1."""

    round: int
    candidates: tuple[CandidateTally, ...]

    def to_json(self) -> Json:
        """Return it as JSON data."""
        return canonical.plain(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Rebuild it from `to_json`; raises ValueError for anything else."""
        return canonical.revive(cls, data)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardSettled:
    """How far one award is decided.

    `nominated` includes those of earlier rounds. `tied` had equal votes at the cut-off, and `rule`
    is the tie rule that had the last word: the final score (who is in is nominated), a second round
    (among `again`), or the Council (`for_council` are nominated too, beyond the quota). Where there
    are tied units and no rule, none of the declared rules decided and those left are not nominated.
    """

    award: str
    nominated: tuple[str, ...]
    tied: tuple[str, ...]
    rule: TieRule | None
    again: tuple[str, ...]
    for_council: tuple[str, ...]
    waiting: bool | None = field(default=None, metadata={LATER: True})
    """True while it is not voted on because awards above are not decided."""
    first_round: int | None = field(default=None, metadata={LATER: True})
    """The round in which it was first voted on; None: the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a round decided; `again` where another round is held: among the tied, or on others."""

    awards: tuple[AwardSettled, ...]
    again: bool

    @property
    def outcomes(self) -> Mapping[tuple[str, str], str]:
        """What came of each award's units, by award and unit; of all others nothing."""
        return {
            (award.award, unit): outcome
            for award in self.awards
            for outcome, units in (
                ("again", award.again),
                ("nominated", award.nominated),
                ("for_council", award.for_council),  # these are nominated, too
            )
            for unit in units
        }

    def to_json(self) -> Json:
        """Return it as JSON data."""
        return canonical.plain(self)

    @classmethod
    def from_json(cls, data: Json) -> Self:
        """Rebuild it from `to_json`; raises ValueError for anything else."""
        return canonical.revive(cls, data)
