"""How a bloc and the Council vote: mode, quorum, threshold and tie rule, all configuration."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from server.domain.canonical import LATER


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


class SeveralBallots(StrEnum):
    """Whether one person may cast the ballots of several units in a round of an open vote."""

    ALLOW = "allow"
    FORBID = "forbid"


class TieRule(StrEnum):
    """One way to decide between equals; a bloc lists them in the order they are tried."""

    FINAL_SCORE = "final_score"
    SECOND_ROUND = "second_round"
    COUNCIL = "council"


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
    """How the bloc votes on awards. `max_rounds` counts the first round.

    `several_ballots` is None in rules from before there was this one: it was allowed then.
    """

    mode: VotingMode
    quorum: Quorum
    threshold: Threshold
    self_vote: SelfVote
    tie_rule: tuple[TieRule, ...]
    max_rounds: int
    sample: bool
    several_ballots: SeveralBallots | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilVoting:
    """How the provincial Council votes; `members` is the number on its roll."""

    members: int
    quorum: Quorum
    threshold: Threshold
    sample: bool
