"""Ballots, counts and tallies of the bloc's vote on awards (domain facts 1.4).

No number here is the law's: mode, base, threshold and self-vote are the bloc's configuration, and
every comparison is of whole numbers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.domain.answers import Answers, FormValue
from server.domain.blocs.quorum import Roll
from server.domain.blocs.rules import (
    Base,
    CaseRules,
    Quorum,
    SelfVote,
    SeveralBallots,
    Threshold,
    Voting,
)
from server.domain.mistakes import MistakeCode
from server.domain.refusals import Refusal
from server.processes.award_review.rules.tallies import (
    Ballot,
    Candidates,
    CandidateTally,
    Choice,
    Counts,
    Tally,
    Vote,
    YesCount,
)


@dataclass(eq=False)
class NotOnRoll(Refusal):
    """The voter is no member of the bloc, or not present at the meeting."""

    unit_id: str


@dataclass(eq=False)
class VotedTwice(Refusal):
    """There are two ballots of one unit: one unit, one ballot."""

    unit_id: str


@dataclass(eq=False)
class SameScrutineer(Refusal):
    """The person has counted this round for the other scrutineer."""


@dataclass(eq=False)
class NoRound(Refusal):
    """Somebody is to vote or count, or a round to be closed, and the process has opened none."""


@dataclass(eq=False)
class BallotOfAnother(Refusal):
    """The person has cast the ballot of this unit in this round, and casts no second one."""

    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One round of voting: its number from 1, its candidates, and the roll it was opened with."""

    number: int
    candidates: Candidates
    roll: Roll


def quorums_of(rules: CaseRules) -> tuple[Quorum, ...]:
    """Return the quorums a review's meeting needs: the bloc's, and those of awards of their own."""
    return (rules.voting.quorum, *(rules.voting.on(award.id).quorum for award in rules.awards))


def passes(*, threshold: Threshold, yes: int, base: int) -> bool:
    """Tell whether so many yes votes pass; nobody passes without a yes or on an empty base."""
    return yes > 0 and threshold.passed(yes=yes, of=base)


def entitled(*, voting: Voting, roll: Roll, unit: str) -> frozenset[str]:
    """Return the present units that may vote on a candidate: not itself where the rule forbids."""
    barred = {unit} if voting.self_vote is SelfVote.FORBID else set()
    return roll.present - barred


def check_ballot(*, voting: Voting, held: Round, voter: str, value: FormValue) -> Ballot:
    """Take an open ballot: a choice on every candidate the voter may vote on, and on no other.

    Raises NotOnRoll for a voter who is not present, Mistakes for the ballot.
    """
    if voter not in held.roll.present:
        raise NotOnRoll(voter)
    answers = Answers.of(value)
    votes = []
    for award, unit, row in _candidate_rows(answers.under("votes"), held.candidates):
        if voter in entitled(voting=voting.on(award), roll=held.roll, unit=unit):
            choice = row.choice("choice", Choice)
            votes.append(Vote(award=award, unit=unit, choice=choice or Choice.BLANK))
        elif row.value.get("choice"):
            row.mistake("choice", MistakeCode.OWN_VOTE)
    answers.found.refuse()
    return Ballot(voter=voter, votes=tuple(votes))


def tally_open(*, voting: Voting, held: Round, ballots: Iterable[Ballot]) -> Tally:
    """Count an open round; a vote a unit may not cast is not counted.

    Blank votes and absent units are counted apart. Raises NotOnRoll and VotedTwice.
    """
    cast = tuple(ballots)
    _check_voters(held.roll, cast)
    return Tally(
        round=held.number,
        candidates=tuple(
            _open_tally(voting.on(award), held.roll, award, unit, cast)
            for award, units in held.candidates.items()
            for unit in units
        ),
    )


def check_counts(*, voting: Voting, held: Round, value: FormValue) -> Counts:
    """Take one scrutineer's count: present >= issued >= collected = valid + invalid, yes <= valid.

    Where a unit may not vote for itself, one ballot fewer can say yes to it. Raises Mistakes.
    """
    answers = Answers.of(value)
    issued, collected = answers.count("issued"), answers.count("collected")
    valid, invalid = answers.count("valid"), answers.count("invalid")
    if not answers.found.mistakes:
        _check_sums(answers, held.roll, (issued, collected), (valid, invalid))
    yes = []
    for award, unit, row in _candidate_rows(answers.under("counts"), held.candidates):
        counted = row.count("yes")
        may = entitled(voting=voting.on(award), roll=held.roll, unit=unit)
        ballots = min(valid, len(may))
        if counted > ballots:
            row.mistake("yes", MistakeCode.MORE_YES_THAN_BALLOTS, ballots=ballots)
        yes.append(YesCount(award=award, unit=unit, yes=counted))
    answers.found.refuse()
    return Counts(issued=issued, collected=collected, valid=valid, invalid=invalid, yes=tuple(yes))


def check_scrutineer(*, unit: str, acted_for: Iterable[str]) -> None:
    """Raise SameScrutineer where a person has counted this round for the other unit.

    `acted_for` are the units for which they have, in whose name or stead ever.
    """
    if any(other != unit for other in acted_for):
        raise SameScrutineer


def check_voter(*, voting: Voting, unit: str, acted_for: Iterable[str]) -> None:
    """Raise BallotOfAnother where a person has voted this round for another unit and may not."""
    other = next((other for other in sorted(acted_for) if other != unit), None)
    if other is not None and voting.several_ballots is SeveralBallots.FORBID:
        raise BallotOfAnother(other)


def tally_paper(*, voting: Voting, held: Round, counts: Counts) -> Tally:
    """Turn the agreed count of a paper round into what each candidate got."""
    return Tally(
        round=held.number,
        candidates=tuple(
            CandidateTally(
                award=line.award,
                unit=line.unit,
                yes=line.yes,
                no=None,
                blank=None,
                absent=None,
                base=_base(voting.on(line.award), held.roll, line.unit, counts.valid),
            )
            for line in counts.yes
        ),
    )


def _candidate_rows(answers: Answers, candidates: Candidates) -> Iterator[tuple[str, str, Answers]]:
    for award, block in answers.rows(candidates):
        for unit, row in block.rows(candidates[award]):
            yield award, unit, row


def _check_voters(roll: Roll, ballots: tuple[Ballot, ...]) -> None:
    seen: set[str] = set()
    for ballot in ballots:
        if ballot.voter not in roll.present:
            raise NotOnRoll(ballot.voter)
        if ballot.voter in seen:
            raise VotedTwice(ballot.voter)
        seen.add(ballot.voter)


def _open_tally(
    voting: Voting, roll: Roll, award: str, unit: str, ballots: tuple[Ballot, ...]
) -> CandidateTally:
    voters = entitled(voting=voting, roll=roll, unit=unit)
    choices = [
        vote.choice
        for ballot in ballots
        if ballot.voter in voters
        for vote in ballot.votes
        if (vote.award, vote.unit) == (award, unit)
    ]
    yes, no = choices.count(Choice.YES), choices.count(Choice.NO)
    return CandidateTally(
        award=award,
        unit=unit,
        yes=yes,
        no=no,
        blank=choices.count(Choice.BLANK),
        absent=_roll_size(voting, roll.members, unit) - len(choices),
        base=_base(voting, roll, unit, yes + no),
    )


def _base(voting: Voting, roll: Roll, unit: str, valid: int) -> int:
    """Return what a candidate's percentage is taken of.

    Where self-vote is forbidden, the candidate itself leaves the base it would count in. On paper
    nobody knows whether its ballot was the invalid one, so the base of valid ballots is the most
    that can have come from others: no award hangs on an assumption.
    """
    match voting.threshold.base:
        case Base.ALL:
            return _roll_size(voting, roll.members, unit)
        case Base.PRESENT:
            return _roll_size(voting, roll.present, unit)
        case Base.VALID:
            return min(valid, _roll_size(voting, roll.present, unit))


def _roll_size(voting: Voting, units: frozenset[str], candidate: str) -> int:
    return len(units - {candidate} if voting.self_vote is SelfVote.FORBID else units)


def _check_sums(
    answers: Answers, roll: Roll, handed: tuple[int, int], sorted_out: tuple[int, int]
) -> None:
    (issued, collected), (valid, invalid) = handed, sorted_out
    present = len(roll.present)
    if issued > present:
        answers.mistake("issued", MistakeCode.MORE_ISSUED_THAN_PRESENT, present=present)
    if collected > issued:
        answers.mistake("collected", MistakeCode.MORE_COLLECTED_THAN_ISSUED, issued=issued)
    if collected != valid + invalid:
        answers.mistake(
            "collected", MistakeCode.COLLECTED_NOT_THE_SUM, valid=valid, invalid=invalid
        )
