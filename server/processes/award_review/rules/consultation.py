"""Consultation before the vote (hiệp thương): each unit says what it thinks of each candidate."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from server.domain.answers import Answers, FormValue


class Answer(StrEnum):
    """What a unit says to one candidate; it binds nobody's vote."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One unit's answer on one candidate."""

    award: str
    unit: str
    answer: Answer


def check_opinions(
    *, candidates: Collection[tuple[str, str]], value: FormValue
) -> tuple[Opinion, ...]:
    """Take an answer on every candidate (award, unit), and on no other. Raises Mistakes."""
    answers = Answers.of(value)
    awards = sorted({award for award, _ in candidates})
    opinions = []
    for award, block in answers.under("opinions").rows(awards):
        units = sorted(unit for of, unit in candidates if of == award)
        for unit, row in block.rows(units):
            answer = row.choice("agree", Answer)
            opinions.append(Opinion(award=award, unit=unit, answer=answer or Answer.ABSTAIN))
    answers.found.refuse()
    return tuple(opinions)
