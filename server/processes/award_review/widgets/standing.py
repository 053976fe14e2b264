"""How candidates stand when they are voted or decided on: as far as the reader's circles go."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from server.domain.blocs.rules import CaseRules
from server.domain.people.actors import Actor
from server.domain.tasks.work import NotThere
from server.processes.award_review.key import KEY
from server.processes.award_review.tables import case_votes
from server.processes.award_review.tables.case_votes import CaseVotes, TallyRow
from server.processes.evaluation.key import KEY as EVALUATION
from server.processes.evaluation.tables import scores
from server.processes.evaluation.tables.scores import SheetRow
from server.web.cases import case_access
from server.web.cases.case_access import Sight
from server.web.frame.formats import rounded
from server.web.requests.context import session
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

ANSWERS: Mapping[str, object] = {
    "yes": _l("nhất trí"),
    "no": _l("không nhất trí"),
    "abstain": _l("không có ý kiến"),
}
Candidate = tuple[str, str]
"""An award and a unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """What may be told of the candidates of a review: points by unit, the rest by candidate."""

    sheets: Mapping[str, SheetRow] = field(default_factory=dict)
    opinions: Mapping[Candidate, Mapping[str, int]] = field(default_factory=dict)
    rounds: Mapping[Candidate, tuple[TallyRow, ...]] = field(default_factory=dict)

    def line(self, award: str, unit: str, rules: CaseRules, *, heard: bool = True) -> str:
        """Say how a candidate stands; what others answered only where it is `heard` already."""
        said = [_points(self.sheets[unit], rules)] if unit in self.sheets else []
        if heard:
            said += _answers(self.opinions.get((award, unit), {}))
            said += [_votes(row) for row in self.rounds.get((award, unit), ())]
        return " ".join(text for text in said if text)


def standings(case_id: UUID, actor: Actor) -> Standings:
    """Read how the candidates of a case's chain stand; nothing for who may not know the case."""
    try:
        sight = case_access.look(session(), case_id, actor=actor)
    except NotThere:
        return Standings()
    review = sight.chain.get(KEY)
    voting = case_votes.voting(session(), review.id) if review else None
    return Standings(
        sheets=_sheets(sight),
        opinions=_opinions(sight, voting) if voting else {},
        rounds=_rounds(sight, voting) if voting else {},
    )


def _sheets(sight: Sight) -> Mapping[str, SheetRow]:
    evaluation = sight.chain.get(EVALUATION)
    if evaluation is None or not sight.matter("ranking", of=evaluation):
        return {}
    return scores.sheets_of(session(), evaluation.id)


def _opinions(sight: Sight, voting: CaseVotes) -> Mapping[Candidate, Mapping[str, int]]:
    found: dict[Candidate, dict[str, int]] = defaultdict(dict)
    if sight.matter("candidates", of=sight.chain[KEY]):
        for row in voting.opinions:
            found[row.award_id, row.unit_id][row.answer] = row.units
    return found


def _rounds(sight: Sight, voting: CaseVotes) -> Mapping[Candidate, tuple[TallyRow, ...]]:
    review, found = sight.chain[KEY], defaultdict[Candidate, tuple[TallyRow, ...]](tuple)
    told = {
        poll.round
        for poll in voting.polls
        if sight.matter("tally", of=review, opened_at=poll.opened_at)
    }
    for row in voting.tallies:
        if row.round in told:
            found[row.award_id, row.unit_id] += (row,)
    return found


def _points(sheet: SheetRow, rules: CaseRules) -> str:
    points = rounded(sheet.scaled, rules.score_table.shown_decimals)
    if not sheet.rank:
        return _("%(points)s điểm.", points=points) if points else ""
    if sheet.shares_rank:
        return _("Hạng %(rank)s (đồng hạng), %(points)s điểm.", rank=sheet.rank, points=points)
    return _("Hạng %(rank)s, %(points)s điểm.", rank=sheet.rank, points=points)


def _answers(counted: Mapping[str, int]) -> Iterator[str]:
    said = ", ".join(f"{counted[each]} {word}" for each, word in ANSWERS.items() if each in counted)
    if said:
        yield _("Ý kiến hiệp thương: %(said)s.", said=said)


def _votes(row: TallyRow) -> str:
    return _(
        "Vòng %(round)s: %(yes)s phiếu đồng ý trên %(base)s.",
        round=row.round,
        yes=row.yes,
        base=row.base,
    )
