"""A round of voting on paper: counted by scrutineers, or told by each unit in the open."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.blocs.rules import CaseRules, SelfVote
from server.domain.canonical import revive
from server.domain.printouts.left_open import DOTS
from server.domain.printouts.printout import Block, Paragraphs, PrintedColumn
from server.domain.printouts.shapes import numbered_table
from server.domain.texts.words import Words
from server.processes.award_review.explained import OUTCOMES
from server.processes.award_review.printed.tables import (
    SHARE,
    UNIT,
    named_awards,
    percent,
    votes,
)
from server.processes.award_review.rules.tallies import Choice, Counts
from server.processes.award_review.tables import case_votes
from server.processes.award_review.tables.case_votes import (
    CaseVotes,
    CountRow,
    RoundRow,
    TallyRow,
    VoteRow,
)
from server.web.frame.formats import moment

OPEN: Final = "open"
_ASKED: Final = PrintedColumn(title="Đơn vị", width=4)
_RESULT: Final = PrintedColumn(title="Kết quả", width=3)
_CHOICES: Final[Mapping[Choice, str]] = {
    Choice.YES: "Đồng ý",
    Choice.NO: "Không đồng ý",
    Choice.BLANK: "Để trống",
}
_SAID: Final = tuple(
    PrintedColumn(title=title, width=width)
    for title, width in zip(_CHOICES.values(), (4, 3, 2), strict=True)
)


def paper_rounds(of: Material) -> Mapping[str, Words]:
    """Name the rounds on paper whose count the reader may see."""
    found = _voting(of)
    return {_key(poll): _words(poll) for poll in found.polls if _counted(of, found, poll)}


def open_rounds(of: Material) -> Mapping[str, Words]:
    """Name the open rounds in which the reader may see who voted how."""
    return {_key(poll): _words(poll) for poll in _voting(of).polls if _told(of, poll)}


def count_of(of: Material) -> list[Block] | None:
    """Print a count: ballots issued, collected, valid, invalid, then what each candidate got."""
    found = _voting(of)
    poll = _asked(of, found)
    counted = _counted(of, found, poll) if poll else None
    if poll is None or counted is None:
        return None
    counts = revive(Counts, dict(counted.value))
    told = [each for each in found.tallies if each.round == poll.round]
    return [*_begins(of, poll), _team(of, found, poll), _ballots(counts),
            *_got(of.rules, poll, counts, told)]  # fmt: skip


def roll_call(of: Material) -> list[Block] | None:
    """Print an open round: per candidate who said what, and the share of those who agree."""
    found = _voting(of)
    poll = _asked(of, found)
    if poll is None or not _told(of, poll):
        return None
    cast = [each for each in found.votes if each.round == poll.round]
    told = [each for each in found.tallies if each.round == poll.round]
    return [*_begins(of, poll), *_said(of.rules, cast, told)]


def _voting(of: Material) -> CaseVotes:
    return case_votes.voting(of.session, of.case.id)


def _key(poll: RoundRow) -> str:
    return f"round-{poll.round}"


def _words(poll: RoundRow) -> Words:
    return Words(f"Vòng {poll.round}", f"Round {poll.round}")


def _asked(of: Material, found: CaseVotes) -> RoundRow | None:
    return next((poll for poll in found.polls if _key(poll) == of.key), None)


def _counted(of: Material, found: CaseVotes, poll: RoundRow) -> CountRow | None:
    """Return the agreed count of a closed round on paper, where the reader may see it."""
    closed = poll.mode != OPEN and poll.closed_at is not None
    if not closed or not of.eyes.matter("count", of=of.case, opened_at=poll.opened_at):
        return None
    agreed = [each for each in found.counts if each.round == poll.round and each.agreed]
    return agreed[-1] if agreed else None


def _told(of: Material, poll: RoundRow) -> bool:
    """Tell whether an open round is closed, and the reader may see its ballots and its tally."""
    if poll.mode != OPEN or poll.closed_at is None:
        return False
    asked = ("ballot", "tally")
    return all(of.eyes.matter(each, of=of.case, opened_at=poll.opened_at) for each in asked)


def _begins(of: Material, poll: RoundRow) -> Iterator[Block]:
    """Say which round it was, when it ended, and who could vote."""
    yield Paragraphs(label="Vòng bỏ phiếu:", lines=[f"{poll.round}."])
    yield Paragraphs(label="Kết thúc lúc:", lines=[f"{moment(poll.closed_at)}."])
    there = f"{len(poll.present)}/{len(of.rules.units)} đơn vị."
    yield Paragraphs(label="Đơn vị có mặt trên số đơn vị được bỏ phiếu:", lines=[there])


def _team(of: Material, found: CaseVotes, poll: RoundRow) -> Paragraphs:
    units = [
        each.scrutineer_unit_id for each in found.counts if each.round == poll.round and each.agreed
    ]
    named = "; ".join(party_words(each, of.rules) for each in units)
    return Paragraphs(label="Tổ kiểm phiếu:", lines=[f"{named or DOTS}."])


def _ballots(counts: Counts) -> Block:
    rows = [
        ("Số phiếu phát ra", counts.issued),
        ("Số phiếu thu về", counts.collected),
        ("Số phiếu hợp lệ", counts.valid),
        ("Số phiếu không hợp lệ", counts.invalid),
    ]
    columns = [PrintedColumn(title="Nội dung", width=8), votes("Số phiếu")]
    return numbered_table(columns, [[name, str(number)] for name, number in rows])


def _got(
    rules: CaseRules, poll: RoundRow, counts: Counts, told: Sequence[TallyRow]
) -> Iterator[Block]:
    """Print what each candidate got; a ballot that does not say yes is against it, or empty.

    Where a unit may not vote on itself, its own ballot is not among these.
    """
    columns = [UNIT, votes("Đồng ý"), votes("Không đồng ý, để trống"), SHARE, _RESULT]
    for award in named_awards(rules, (each.award_id for each in told)):
        own = rules.voting.on(award.id).self_vote is SelfVote.FORBID
        rows = [
            [
                *(party_words(each.unit_id, rules), str(each.yes)),
                str(_ballots_on(each, poll, counts, own=own) - each.yes),
                *(percent(each.yes, each.base), str(OUTCOMES.get(each.outcome, each.outcome))),
            ]
            for each in _in_order(told, award.id)
        ]
        yield numbered_table(columns, rows, title=award.name.vi)


def _ballots_on(tally: TallyRow, poll: RoundRow, counts: Counts, *, own: bool) -> int:
    """Return how many valid ballots can say something on a candidate."""
    voters = len(poll.present) - (own and tally.unit_id in poll.present)
    return min(counts.valid, voters)


def _said(rules: CaseRules, cast: Sequence[VoteRow], told: Sequence[TallyRow]) -> Iterator[Block]:
    columns = [_ASKED, *_SAID]
    for award in named_awards(rules, (each.award_id for each in told)):
        rows = [
            [
                party_words(each.unit_id, rules),
                *(_who(rules, cast, each, choice) for choice in _CHOICES),
                *(percent(each.yes, each.base), str(OUTCOMES.get(each.outcome, each.outcome))),
            ]
            for each in _in_order(told, award.id)
        ]
        yield numbered_table([*columns, SHARE, _RESULT], rows, title=award.name.vi)


def _who(rules: CaseRules, cast: Sequence[VoteRow], tally: TallyRow, choice: Choice) -> str:
    """Name who made a choice, behind how many they are."""
    units = {
        vote.by_unit_id
        for vote in cast
        if (vote.award_id, vote.unit_id, vote.choice) == (tally.award_id, tally.unit_id, choice)
    }
    short = [unit.short.vi or unit.name.vi for unit in rules.units if unit.id in units]
    return f"{len(short)}: {', '.join(short)}" if short else "0"


def _in_order(told: Sequence[TallyRow], award: str) -> list[TallyRow]:
    return sorted((each for each in told if each.award_id == award), key=lambda each: -each.yes)
