"""The minutes of a review on paper: who came, what was heard, how the votes went."""

from collections.abc import Iterator, Mapping
from typing import Final

from server.actions.printouts.holes import party_words
from server.actions.printouts.material import Material
from server.domain.people.posts import nominee_id
from server.domain.printouts.printout import Block, Paragraphs, PrintedColumn
from server.domain.printouts.shapes import numbered_table
from server.processes.award_review.explained import OUTCOMES
from server.processes.award_review.key import KEY
from server.processes.award_review.printed.tables import (
    AWARD,
    SHARE,
    UNIT,
    named_awards,
    percent,
    votes,
)
from server.processes.award_review.tables import case_votes
from server.processes.award_review.tables.case_votes import CaseVotes
from server.processes.evaluation.key import KEY as EVALUATION
from server.processes.evaluation.printed.meetings import attendance_of
from server.processes.evaluation.printed.points import points_of

NOMINATED: Final = frozenset({"nominated", "for_council"})
_RESULT: Final = PrintedColumn(title="Kết quả", width=3)
OPINIONS: Final = {
    "yes": "Nhất trí",
    "no": "Không nhất trí",
    "abstain": "Không có ý kiến",
}
"""As the form of an opinion and the lists of it call them."""


def attendance(of: Material) -> list[Block] | None:
    """Print who was at the review's meeting."""
    record = of.record("meeting")
    return None if record is None else attendance_of(record, of.rules)


def scores_adopted(of: Material) -> list[Block] | None:
    """Print the points that the review rests on."""
    evaluation = of.eyes.chain.get(EVALUATION)
    return points_of(of, evaluation) if evaluation else None


def consultation(of: Material) -> list[Block] | None:
    """Print the candidates with the opinions that units gave before the vote."""
    if not of.eyes.matter("candidates", of=of.case):
        return None
    found = case_votes.voting(of.session, of.case.id)
    said = {(each.award_id, each.unit_id, each.answer): each.units for each in found.opinions}
    named = [each for each in found.candidates if each.proposed]
    rows = [
        [
            *(party_words(each.unit_id, of.rules), award.name.vi),
            *(str(said.get((award.id, each.unit_id, answer), 0)) for answer in OPINIONS),
        ]
        for award in named_awards(of.rules, (each.award_id for each in named))
        for each in named
        if each.award_id == award.id
    ]
    return [numbered_table([UNIT, AWARD, *map(votes, OPINIONS.values())], rows)] if rows else []


def results(of: Material) -> list[Block] | None:
    """Print round by round what each candidate got, and the share of those who agree."""
    if not of.eyes.matter("candidates", of=of.case):
        return None
    found = case_votes.voting(of.session, of.case.id)
    shown = {
        poll.round
        for poll in found.polls
        if of.eyes.matter("tally", of=of.case, opened_at=poll.opened_at)
    }
    return [*_rounds(of, found, shown), *_nominated(of, found)]


def last_shares(of: Material) -> Mapping[str, str]:
    """Return by nominee the share of votes in the last round on it, as far as that is told."""
    review = of.eyes.chain.get(KEY)
    if review is None or not of.eyes.tells(of=review):
        return {}
    found = case_votes.voting(of.session, review.id)
    opened = {poll.round: poll.opened_at for poll in found.polls}
    return {
        nominee_id(each.award_id, each.unit_id): percent(each.yes, each.base)
        for each in found.tallies
        if of.eyes.matter("tally", of=review, opened_at=opened.get(each.round))
    }


def _rounds(of: Material, found: CaseVotes, shown: set[int]) -> Iterator[Block]:
    columns = [UNIT, AWARD, votes("Số phiếu đồng ý"), votes("Trên tổng số"), SHARE, _RESULT]
    for poll in found.polls:
        told = [each for each in found.tallies if each.round == poll.round and poll.round in shown]
        rows = [
            [
                *(party_words(each.unit_id, of.rules), award.name.vi, str(each.yes)),
                *(str(each.base), percent(each.yes, each.base)),
                str(OUTCOMES.get(each.outcome, each.outcome)),
            ]
            for award in named_awards(of.rules, (each.award_id for each in told))
            for each in sorted(told, key=lambda each: -each.yes)
            if each.award_id == award.id
        ]
        how = "biểu quyết công khai" if poll.mode == "open" else "phiếu giấy"
        if rows:
            yield numbered_table(columns, rows, title=f"Vòng {poll.round} ({how})")


def _nominated(of: Material, found: CaseVotes) -> Iterator[Block]:
    """Name whom the review nominates, award by award."""
    named = [each for each in found.candidates if each.result in NOMINATED]
    for award in named_awards(of.rules, (each.award_id for each in named)):
        units = [party_words(each.unit_id, of.rules) for each in named if each.award_id == award.id]
        yield Paragraphs(
            label=f"Đề nghị tặng {award.name.vi} cho {len(units)} đơn vị:",
            lines=[f"{'; '.join(units)}."],
        )
