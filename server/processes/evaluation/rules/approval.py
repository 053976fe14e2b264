"""What a unit's head says to its self-score: a "no" always carries its reason."""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.answers import Answers, FormValue


class HeadVerdict(StrEnum):
    """What a unit's head says to the self-score."""

    APPROVE = "approve"
    RETURN = "return"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetApproval:
    """The head approved the self-score or returned it."""

    verdict: HeadVerdict
    comment: str


def check_approval(*, value: FormValue) -> SheetApproval:
    """Take the head's verdict on the unit's sheet; a return needs a comment. Raises Mistakes."""
    answers = Answers.of(value)
    verdict = answers.choice("verdict", HeadVerdict)
    returned = verdict is HeadVerdict.RETURN
    comment = answers.reason("comment") if returned else answers.text("comment")
    answers.found.refuse()
    return SheetApproval(verdict=verdict or HeadVerdict.RETURN, comment=comment)
