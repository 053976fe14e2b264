"""The Council's vote on each nominee of a dossier: it may drop one, and says why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.answers import SYMBOL_LIMIT, Answers, FormValue
from server.domain.blocs.rules import Base, CouncilVoting
from server.domain.mistakes import MistakeCode
from server.processes.award_review.rules.voting import passes


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilResult:
    """What one nominee got; a dropped one carries the reason the bloc is told."""

    nominee: str
    yes: int
    base: int
    passed: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilVote:
    """The Council met and voted on every nominee."""

    held_on: dt.date
    minutes_no: str
    present: int
    results: tuple[CouncilResult, ...]

    @property
    def passed(self) -> tuple[str, ...]:
        """The nominees that go on to the Chairman, in the dossier's order."""
        return tuple(result.nominee for result in self.results if result.passed)

    @property
    def dropped(self) -> tuple[str, ...]:
        """The nominees that go no further, in the dossier's order."""
        return tuple(result.nominee for result in self.results if not result.passed)


def check_council_vote(
    *, council: CouncilVoting, nominees: Iterable[str], value: FormValue, today: dt.date
) -> CouncilVote:
    """Take the Council's vote: quorum of its members, per nominee the threshold.

    Nobody asks for valid ballots here, so the base "valid" reads as those present. A nominee that
    misses the threshold needs a reason. Raises Mistakes.
    """
    answers = Answers.of(value)
    held_on = answers.date("held_on", today)
    minutes_no = answers.needed_text("minutes_no", limit=SYMBOL_LIMIT)
    present = answers.count("present")
    _check_present(answers, council, present)
    results = tuple(
        _result(council, nominee, row, present)
        for nominee, row in answers.under("votes").rows(nominees)
    )
    answers.found.refuse()
    return CouncilVote(held_on=held_on, minutes_no=minutes_no, present=present, results=results)


def _check_present(answers: Answers, council: CouncilVoting, present: int) -> None:
    members, quorum = council.members, council.quorum
    if present > members:
        answers.mistake("present", MistakeCode.MORE_PRESENT_THAN_MEMBERS, members=members)
    elif not quorum.reached(present=present, of=members):
        needed = -(-members * quorum.numerator // quorum.denominator)
        answers.mistake(
            "present",
            MistakeCode.QUORUM_NOT_REACHED,
            present=present,
            needed=needed,
            of=members,
        )


def _result(council: CouncilVoting, nominee: str, row: Answers, present: int) -> CouncilResult:
    yes = row.count("yes")
    if yes > present:
        row.mistake("yes", MistakeCode.MORE_YES_THAN_BALLOTS, ballots=present)
    base = council.members if council.threshold.base is Base.ALL else present
    passed = passes(threshold=council.threshold, yes=yes, base=base)
    reason = row.text("reason") if passed else row.reason()
    return CouncilResult(nominee=nominee, yes=yes, base=base, passed=passed, reason=reason)
