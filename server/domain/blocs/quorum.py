"""The roll of a bloc's meeting: who is a member, who is there, whether it can decide."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from server.domain.answers import SYMBOL_LIMIT, Answers, FormValue
from server.domain.blocs.rules import (
    CaseRules,
    Quorum,
    QuorumBase,
    VotingMode,
)
from server.domain.mistakes import Found, MistakeCode

SCRUTINEERS = 2
"""Two count independently of each other: that is what makes it a check."""

SUMMARY_LIMIT = 10_000
"""Characters in the summary of a meeting's minutes, as in their form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """The member units on the frozen roster, those taken out of the evaluation, those present."""

    members: frozenset[str]
    taken_out: frozenset[str]
    present: frozenset[str]

    @classmethod
    def of(
        cls, rules: CaseRules, *, present: Collection[str], taken_out: Collection[str] = ()
    ) -> Self:
        """Make the roll of a case; a unit that is no member is not on it."""
        members = frozenset(unit.id for unit in rules.units)
        return cls(
            members=members,
            taken_out=members & frozenset(taken_out),
            present=members & frozenset(present),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumResult:
    """Whether enough were there, with the whole numbers it was judged by."""

    reached: bool
    present: int
    needed: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting was held; scrutineers are named for a ballot on paper."""

    held_on: dt.date
    present: tuple[str, ...]
    scrutineers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of a meeting."""

    number: str
    date: dt.date
    summary: str


def judge_quorum(*, quorum: Quorum, roll: Roll) -> QuorumResult:
    """Judge in whole numbers: 2/3 of 5 needs 4. Only who is in the base counts as present."""
    base = roll.members
    if quorum.base is QuorumBase.REVIEWED:
        base = roll.members - roll.taken_out
    of, present = len(base), len(base & roll.present)
    return QuorumResult(
        reached=quorum.reached(present=present, of=of) and present > 0,
        present=present,
        needed=quorum.needed(of),
        of=of,
    )


def judge_all(quorums: Iterable[Quorum], roll: Roll) -> QuorumResult:
    """Judge several quorums of one meeting: one that is not reached counts, else the largest."""
    judged = [judge_quorum(quorum=quorum, roll=roll) for quorum in quorums]
    return max(judged, key=lambda result: (not result.reached, result.needed))


def check_meeting(*, rules: CaseRules, value: FormValue, today: dt.date) -> Meeting:
    """Take a meeting's attendance and, for a paper ballot, its two scrutineers who are present.

    Quorum is judged apart: a meeting without it is a fact too. Raises Mistakes.
    """
    answers = Answers.of(value)
    held_on = answers.date("held_on", today)
    units = tuple(unit.id for unit in rules.units)
    present = answers.under("attendance").ticked(units, "present")
    if not present:
        answers.mistake("attendance", MistakeCode.NOBODY_PRESENT)
    scrutineers = answers.under("scrutineers").ticked(units, "chosen")
    on_paper = VotingMode.PAPER in rules.voting.modes(rules.awards)
    if on_paper:
        _check_scrutineers(answers, scrutineers, present)
    answers.found.refuse()
    return Meeting(
        held_on=held_on,
        present=present,
        scrutineers=scrutineers if on_paper else (),
    )


def check_two_persons(holders: Collection[Collection[object]]) -> None:
    """Raise Mistakes where one person is all that holds the posts of both scrutineers.

    A post that nobody holds yet is no ground: who comes is another person.
    """
    everybody = {person for each in holders for person in each}
    if all(holders) and len(everybody) < len(holders):
        found = Found()
        found.add("scrutineers", MistakeCode.SCRUTINEERS_ONE_PERSON)
        found.refuse()


def check_minutes(*, value: FormValue, today: dt.date) -> Minutes:
    """Take the minutes' number, date and summary. Raises Mistakes."""
    answers = Answers.of(value)
    number, date = read_minutes(answers, today)
    summary = answers.text("summary", SUMMARY_LIMIT)
    answers.found.refuse()
    return Minutes(number=number, date=date, summary=summary)


def read_minutes(answers: Answers, today: dt.date) -> tuple[str, dt.date]:
    """Read the number and the date of minutes, neither empty, the date not to come."""
    number = answers.needed_text("minutes_no", limit=SYMBOL_LIMIT)
    return number, answers.date("minutes_date", today)


def _check_scrutineers(
    answers: Answers, scrutineers: tuple[str, ...], present: tuple[str, ...]
) -> None:
    if len(scrutineers) != SCRUTINEERS:
        answers.mistake(
            "scrutineers",
            MistakeCode.SCRUTINEERS_WRONG_NUMBER,
            needed=SCRUTINEERS,
            chosen=len(scrutineers),
        )
    for unit in scrutineers:
        if unit not in present:
            answers.under("scrutineers").under(unit).mistake(
                "chosen", MistakeCode.SCRUTINEER_ABSENT
            )
