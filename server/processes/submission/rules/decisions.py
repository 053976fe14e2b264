"""Verdicts of one person on one thing: a "no" always carries its reason."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from server.domain.answers import Answers, FormValue


class AwardVerdict(StrEnum):
    """What the Chairman decides on one nominee."""

    APPROVE = "approve"
    REFUSE = "refuse"
    RETURN = "return"


class Suitability(StrEnum):
    """Home Affairs' opinion on one nominee."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardDecision:
    """The Chairman decided on one nominee."""

    verdict: AwardVerdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NomineeOpinion:
    """Home Affairs' opinion on one nominee, with its reason."""

    nominee: str
    opinion: Suitability
    reason: str


def check_decision(*, value: FormValue) -> AwardDecision:
    """Take the Chairman's verdict; all but an approval need a reason. Raises Mistakes."""
    answers = Answers.of(value)
    verdict = answers.choice("verdict", AwardVerdict)
    approved = verdict is AwardVerdict.APPROVE
    reason = answers.text("reason") if approved else answers.reason()
    answers.found.refuse()
    return AwardDecision(verdict=verdict or AwardVerdict.RETURN, reason=reason)


def check_nominee_opinions(
    *, nominees: Iterable[str], value: FormValue
) -> tuple[NomineeOpinion, ...]:
    """Take an opinion on each nominee; "not eligible" needs a reason. Raises Mistakes."""
    answers = Answers.of(value)
    opinions = []
    for nominee, row in answers.under("opinions").rows(nominees):
        opinion = row.choice("opinion", Suitability)
        against = opinion is Suitability.NOT_ELIGIBLE
        opinions.append(
            NomineeOpinion(
                nominee=nominee,
                opinion=opinion or Suitability.NOT_ELIGIBLE,
                reason=row.reason() if against else row.text("reason"),
            )
        )
    answers.found.refuse()
    return tuple(opinions)
