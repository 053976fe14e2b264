"""The Council's vote on each nominee of a dossier: it may drop one, and says why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from server.domain.answers import SYMBOL_LIMIT, Answers, FormValue
from server.domain.blocs.rules import Base, CouncilVoting, Recusal
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
    """Take the Council's vote: quorum of its members in the room, per nominee the threshold.

    Nobody asks for valid ballots here, so the base "valid" reads as those present. A nominee that
    misses the threshold needs a reason. Raises Mistakes.
    """
    answers = Answers.of(value)
    held_on = answers.date("held_on", today)
    minutes_no = answers.needed_text("minutes_no", limit=SYMBOL_LIMIT)
    present = answers.count("present")
    standing = tuple(nominees)
    _check_present(answers, [council.on(each.partition("/")[0]) for each in standing], present)
    results = tuple(
        _result(council.on(nominee.partition("/")[0]), nominee, row, present)
        for nominee, row in answers.under("votes").rows(standing)
    )
    answers.found.refuse()
    return CouncilVote(held_on=held_on, minutes_no=minutes_no, present=present, results=results)


def _check_present(answers: Answers, standards: Iterable[CouncilVoting], present: int) -> None:
    """Note where fewer are there than the largest quorum of the nominees' awards needs."""
    asked = max(standards, key=lambda each: each.quorum.needed(each.members), default=None)
    if asked is None:
        return
    members = asked.members
    if present > members:
        answers.mistake("present", MistakeCode.MORE_PRESENT_THAN_MEMBERS, members=members)
    elif not asked.quorum.reached(present=present, of=members):
        answers.mistake(
            "present",
            MistakeCode.QUORUM_NOT_REACHED,
            present=present,
            needed=asked.quorum.needed(members),
            of=members,
        )


def _result(council: CouncilVoting, nominee: str, row: Answers, present: int) -> CouncilResult:
    written, written_yes = _written(council, row, present)
    recused = _asked(row, "recused", present) if council.recusal is not None else 0
    voting = present - recused
    yes = row.count("yes")
    if yes > voting:
        row.mistake("yes", MistakeCode.MORE_YES_THAN_BALLOTS, ballots=max(voting, 0))
    base = council.members if council.threshold.base is Base.ALL else present + written
    if council.recusal is Recusal.LEAVES:
        base -= recused
    passed = passes(threshold=council.threshold, yes=yes + written_yes, base=base)
    reason = row.text("reason") if passed else row.reason()
    return CouncilResult(
        nominee=nominee, yes=yes + written_yes, base=base, passed=passed, reason=reason
    )


def _written(council: CouncilVoting, row: Answers, present: int) -> tuple[int, int]:
    """Read how many absent members gave an opinion in writing, and how many of these agree."""
    if not council.written:
        return 0, 0
    written = _asked(row, "written", max(council.members - present, 0))
    return written, _asked(row, "written_yes", written)


def _asked(row: Answers, name: str, most: int) -> int:
    """Read a number that may be left out, none then, and is not more than there can be."""
    if row.value.get(name) is None:
        return 0
    number = row.count(name)
    if number > most:
        row.mistake(name, MistakeCode.MORE_YES_THAN_BALLOTS, ballots=most)
    return min(number, most)
