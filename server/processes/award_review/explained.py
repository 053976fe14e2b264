"""How a unit fared in the rounds of voting on an award, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from server.domain.blocs.comparing import Comparison
from server.domain.blocs.explaining import ComparedStep
from server.domain.blocs.rules import Award, Base, Threshold, TieRule
from server.processes.award_review.rules.explaining import (
    explain_seats,
    explain_ties,
    explain_votes,
    tie_rules_tried,
)
from server.processes.award_review.rules.settling import (
    Sharing,
    Standards,
    free_seats,
    settle,
)
from server.processes.award_review.rules.staging import is_staged
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    Candidates,
    CandidateTally,
    Settled,
    Tally,
)
from server.processes.award_review.tables.case_votes import CaseVotes, TallyRow
from server.web.frame.vote_words import share
from server.web.results.explanation import ExplainedLine, ExplainedPart, compared, met, value
from server.web.words.catalogue import gettext as _
from server.web.words.catalogue import lazy_gettext as _l

BASES: Mapping[Base, object] = {
    Base.ALL: _l("tất cả thành viên"),
    Base.PRESENT: _l("số có mặt"),
    Base.VALID: _l("số phiếu hợp lệ"),
}
OUTCOMES: Mapping[str, object] = {
    "nominated": _l("được đề nghị"),
    "for_council": _l("để Hội đồng quyết định"),
    "again": _l("bỏ phiếu lại ở vòng sau"),
    "not_nominated": _l("không được đề nghị"),
}
TIES: Mapping[TieRule, object] = {
    TieRule.FINAL_SCORE: _l("điểm cuối cao hơn thì được"),
    TieRule.PARTS: _l("điểm các phần đã định cao hơn thì được"),
    TieRule.SECOND_ROUND: _l("bỏ phiếu lại giữa các đơn vị bằng nhau"),
    TieRule.COUNCIL: _l("để Hội đồng quyết định"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedAward:
    """The award and the unit that is asked for, and what the review settled its rounds by.

    `tells_points` says whether points of other units may be shown.
    """

    standards: Standards
    award: Award
    unit: str
    names: Mapping[str, str]
    tells_points: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """A round as it came out: its tallies by award, and how all awards stood before and after."""

    rows: tuple[TallyRow, ...]
    before: Settled | None
    settled: Settled
    standards: Standards

    @property
    def agrees(self) -> bool:
        """Whether each candidate came out as the record says."""
        anew = self.settled.outcomes
        return all(
            anew.get((row.award_id, row.unit_id), "not_nominated") == row.outcome
            for row in self.rows
        )

    def of(self, award: str) -> AwardSettled:
        """Return how an award stands after the round."""
        return next(each for each in self.settled.awards if each.award == award)


def rounds(asked: AskedAward, voting: CaseVotes, shown: frozenset[int]) -> list[ExplainedPart]:
    """Tell votes, seats and ties of the rounds that may be shown, settled anew by the rules."""
    return [
        _told(asked, found, own)
        for found in _settled_anew(asked, voting)
        for own in found.rows
        if own.round in shown and (own.award_id, own.unit_id) == (asked.award.id, asked.unit)
    ]


def _settled_anew(asked: AskedAward, voting: CaseVotes) -> Iterator[_Round]:
    """Settle the rounds one after another, as the review did."""
    proposed: dict[str, tuple[str, ...]] = {}
    for row in voting.candidates:
        if row.proposed:
            proposed[row.award_id] = (*proposed.get(row.award_id, ()), row.unit_id)
    before: Settled | None = None
    for number in sorted({row.round for row in voting.tallies}):
        rows = tuple(row for row in voting.tallies if row.round == number)
        as_once = replace(asked.standards, sharing=Sharing.ROUND_BY_ROUND)
        found = _round(number, rows, before, asked.standards, proposed)
        if not found.agrees:
            held = _round(number, rows, before, as_once, proposed)
            found = held if held.agrees else found
        yield found
        before = found.settled


def _round(
    number: int,
    rows: tuple[TallyRow, ...],
    before: Settled | None,
    standards: Standards,
    proposed: Candidates,
) -> _Round:
    settled = settle(
        tally=Tally(round=number, candidates=tuple(_tally(row) for row in rows)),
        standards=standards,
        earlier=before.awards if before else (),
        proposed=proposed if is_staged(standards.rules) else None,
    )
    return _Round(rows=rows, before=before, settled=settled, standards=standards)


def _told(asked: AskedAward, found: _Round, own: TallyRow) -> ExplainedPart:
    threshold = asked.standards.rules.voting.on(asked.award.id).threshold
    votes = explain_votes(threshold, _tally(own))
    lines = [of_votes(threshold, votes.comparison, holds=votes.holds)]
    same = [_tally(row) for row in found.rows if row.award_id == own.award_id]
    place = explain_seats(threshold, same, asked.unit, _free(asked, found))
    if place is not None:
        lines.append(_of_seats(place.comparison, holds=place.holds))
    lines += _of_ties(asked, found.of(own.award_id))
    result = str(OUTCOMES.get(own.outcome, own.outcome))
    if asked.standards.finals:  # without them a tie cannot be settled anew
        anew = found.settled.outcomes.get((own.award_id, own.unit_id), "not_nominated")
        agrees = _("khớp") if anew == own.outcome else _("không khớp")
        lines.append(
            ExplainedLine(said=_("Kết quả đã ghi, tính lại"), formula=result, verdict=agrees)
        )
    return ExplainedPart(
        title=_("Bỏ phiếu vòng %(round)s", round=own.round),
        lines=lines,
        comes_to=_("Kết quả của vòng: %(result)s.", result=result),
    )


def _free(asked: AskedAward, found: _Round) -> int:
    """Return how many units the award could still propose in the round."""
    names = [each.id for each in asked.standards.rules.awards]
    above = {name: found.of(name) for name in names[: names.index(asked.award.id)]}
    before = {each.award: each for each in found.before.awards} if found.before else {}
    return free_seats(asked.award, found.standards, before, above)


def _tally(row: TallyRow) -> CandidateTally:
    return CandidateTally(
        award=row.award_id,
        unit=row.unit_id,
        yes=row.yes,
        no=None,
        blank=None,
        absent=None,
        base=row.base,
    )


def of_votes(threshold: Threshold, found: Comparison, *, holds: bool) -> ExplainedLine:
    """Tell the yes votes beside the share they are held against."""
    holes = {"share": share(threshold), "base": str(BASES[threshold.base])}
    at_least, more = (
        _("từ %(share)s của %(base)s", **holes),
        _("trên %(share)s của %(base)s", **holes),
    )
    return ExplainedLine(
        said=_("Phiếu đồng ý"),
        rule=at_least if threshold.inclusive else more,
        formula=compared(found, holds=holds),
        verdict=met(holds=holds),
    )


def _of_seats(found: Comparison, *, holds: bool) -> ExplainedLine:
    last, seats = found.needed.numerator, found.value.numerator
    return ExplainedLine(
        said=_("Đơn vị qua ngưỡng có số phiếu bằng hoặc hơn, kể cả đơn vị này"),
        rule=_("còn được đề nghị %(seats)s đơn vị", seats=seats),
        formula=f"{last} {'≤' if holds else '>'} {seats}",
        verdict=met(holds=holds),
    )


def _of_ties(asked: AskedAward, settled: AwardSettled) -> Iterator[ExplainedLine]:
    """Tell by which rules equals at the cut-off were parted, in the order they were tried."""
    if asked.unit not in settled.tied:
        return
    voting = asked.standards.rules.voting.on(asked.award.id)
    tied = ", ".join(asked.names.get(unit, unit) for unit in settled.tied)
    said = _("Bằng phiếu ở ranh giới: %(units)s", units=tied)
    measures = [
        (rule, points)
        for rule in tie_rules_tried(voting.tie_rule, settled)
        for points in (_points(asked, rule, voting.tie_parts or ()) if asked.tells_points else [])
    ]
    told = explain_ties(settled, [points for _, points in measures], asked.unit)
    for rule in tie_rules_tried(voting.tie_rule, settled):
        by_rule = [steps for (of, _), steps in zip(measures, told, strict=True) if of is rule]
        formula = " → ".join("; ".join(map(_against, steps)) for steps in by_rule if steps)
        yield ExplainedLine(said=said, rule=str(TIES[rule]), formula=formula)


def _points(
    asked: AskedAward, rule: TieRule, parts: tuple[str, ...]
) -> list[Mapping[str, Fraction]]:
    """Return the points by unit that a tie rule compares, in its order."""
    standards = asked.standards
    if rule is TieRule.FINAL_SCORE:
        return [standards.finals]
    if rule is not TieRule.PARTS:
        return []
    return [
        {unit: points[part] for unit, points in standards.parts.items() if part in points}
        for part in parts
    ]


def _against(step: ComparedStep) -> str:
    found = step.comparison
    return f"{value(found.value)} {_sign(found)} {value(found.needed)}"


def _sign(found: Comparison) -> str:
    return ">" if found.holds else "=" if found.value == found.needed else "<"
