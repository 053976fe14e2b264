"""How a bloc and the Council vote: mode, quorum, threshold and tie rule, all configuration."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from server.domain.blocs.awards import Award
from server.domain.blocs.comparing import Comparison, compare_share, share_of
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
    PARTS = "parts"
    SECOND_ROUND = "second_round"
    COUNCIL = "council"


class Recusal(StrEnum):
    """Whether who stands aside from a nominee stays in the base, or leaves it."""

    STAYS = "stays"
    LEAVES = "leaves"


class Nobody(StrEnum):
    """What becomes of the tied where a further round among them elects nobody."""

    NONE = "none"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """The fraction that must be there before a vote is held; strict: more than that."""

    numerator: int
    denominator: int
    base: QuorumBase
    strict: bool | None = field(default=None, metadata={LATER: True})

    def compare(self, *, present: int, of: int) -> Comparison:
        """Hold those present against the fraction of those who might be."""
        share = Fraction(self.numerator, self.denominator)
        return compare_share(present, share=share, base=of, strict=bool(self.strict))

    def reached(self, *, present: int, of: int) -> bool:
        """Compare exactly, never a rounded fraction: 2/3 of 5 needs 4."""
        return self.compare(present=present, of=of).holds

    def needed(self, of: int) -> int:
        """Return the least whole number that is enough."""
        asked = self.compare(present=0, of=of).needed
        return floor(asked) + 1 if self.strict else ceil(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The share of yes votes that passes; `inclusive` means that exactly it passes.

    Written as `percent`, 0 to 100, or as a `share`: "2/3", "66.5%". One of them is there.
    """

    percent: Decimal | None
    base: Base
    inclusive: bool
    share: str | None = field(default=None, metadata={LATER: True})

    def compare(self, *, yes: int, of: int) -> Comparison:
        """Hold so many yes votes against the share of the base, exactly."""
        share = share_of(self.percent, self.share)
        return compare_share(yes, share=share, base=of, strict=not self.inclusive)

    def passed(self, *, yes: int, of: int) -> bool:
        """Tell whether so many yes votes out of the base pass; nothing passes on an empty base."""
        return of > 0 and self.compare(yes=yes, of=of).holds


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardVoting:
    """What is otherwise for one award than the bloc votes on all; None: nothing is."""

    award: str
    mode: VotingMode | None = field(default=None, metadata={LATER: True})
    quorum: Quorum | None = field(default=None, metadata={LATER: True})
    threshold: Threshold | None = field(default=None, metadata={LATER: True})
    self_vote: SelfVote | None = field(default=None, metadata={LATER: True})
    tie_rule: tuple[TieRule, ...] | None = field(default=None, metadata={LATER: True})
    tie_parts: tuple[str, ...] | None = field(default=None, metadata={LATER: True})
    max_rounds: int | None = field(default=None, metadata={LATER: True})
    nobody: Nobody | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """How the bloc votes on awards. `max_rounds` counts the first round of an award.

    `several_ballots` is None in rules from before there was this one: it was allowed then.
    `tie_parts` are parts of the score table, in the order equals are compared by. With
    `one_award` a unit that is proposed for an award is no candidate of a later one.
    """

    mode: VotingMode
    quorum: Quorum
    threshold: Threshold
    self_vote: SelfVote
    tie_rule: tuple[TieRule, ...]
    max_rounds: int
    sample: bool
    several_ballots: SeveralBallots | None = field(default=None, metadata={LATER: True})
    tie_parts: tuple[str, ...] | None = field(default=None, metadata={LATER: True})
    nobody: Nobody | None = field(default=None, metadata={LATER: True})
    one_award: bool | None = field(default=None, metadata={LATER: True})
    awards: tuple[AwardVoting, ...] | None = field(default=None, metadata={LATER: True})

    def on(self, award: str) -> "Voting":
        """Return how the bloc votes on one award."""
        own = next((each for each in self.awards or () if each.award == award), None)
        if own is None:
            return self
        said = {name: value for name in _OWN if (value := getattr(own, name)) is not None}
        return replace(self, **said)

    def modes(self, awards: Iterable[Award]) -> frozenset[VotingMode]:
        """Return the modes in which awards are voted on; the bloc's own where there are none."""
        return frozenset(self.on(award.id).mode for award in awards) or frozenset({self.mode})


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCouncil:
    """What the Council asks of one award's nominees; None: what it asks of all."""

    award: str
    quorum: Quorum | None = field(default=None, metadata={LATER: True})
    threshold: Threshold | None = field(default=None, metadata={LATER: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilVoting:
    """How the provincial Council votes; `members` is the number on its roll.

    With `written`, opinions of absent members are asked for in writing and counted: who gave one
    is in the base, though not in the room. With `recusal`, members may stand aside from a nominee:
    they leave the base where it says so.
    """

    members: int
    quorum: Quorum
    threshold: Threshold
    sample: bool
    written: bool | None = field(default=None, metadata={LATER: True})
    recusal: Recusal | None = field(default=None, metadata={LATER: True})
    awards: tuple[AwardCouncil, ...] | None = field(default=None, metadata={LATER: True})

    def on(self, award: str) -> "CouncilVoting":
        """Return how the Council votes on one award's nominees."""
        own = next((each for each in self.awards or () if each.award == award), None)
        if own is None:
            return self
        return replace(
            self, quorum=own.quorum or self.quorum, threshold=own.threshold or self.threshold
        )


_OWN = (
    "mode",
    "quorum",
    "threshold",
    "self_vote",
    "tie_rule",
    "tie_parts",
    "max_rounds",
    "nobody",
)
