"""What a round of voting settles: threshold, quota, and the declared tie rules at the cut-off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from server.domain.blocs.rules import TieRule, Voting
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    CandidateTally,
    Settled,
    Tally,
)
from server.processes.award_review.rules.voting import passes


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What a round is settled by: the bloc's rules, the quota by award, the finals by unit."""

    voting: Voting
    quotas: Mapping[str, int]
    finals: Mapping[str, Decimal]


def settle(*, tally: Tally, standards: Standards, earlier: Iterable[AwardSettled] = ()) -> Settled:
    """Nominate who passed the threshold, most votes first, up to the award's quota.

    Equals at the cut-off go through the declared tie rules in order: the higher final score; a
    second round among them while rounds are left; the Council, which gets all of them. Who was
    nominated in an earlier round stays. Every award of the quotas is in the answer, in their order.
    """
    before = {award.award: award for award in earlier}
    awards = tuple(_award(award, tally, standards, before.get(award)) for award in standards.quotas)
    return Settled(awards=awards, again=any(award.again for award in awards))


@dataclass(frozen=True, slots=True)
class _Cut:
    """Who is in at the cut-off and who is equal there, for how many seats."""

    into: tuple[str, ...]
    equal: tuple[str, ...]
    seats: int


def _award(
    award: str, tally: Tally, standards: Standards, before: AwardSettled | None
) -> AwardSettled:
    voted = tuple(line for line in tally.candidates if line.award == award)
    if not voted and before is not None:
        return before
    kept = before.nominated if before else ()
    passed = tuple(
        line
        for line in voted
        if line.unit not in kept
        and passes(threshold=standards.voting.threshold, yes=line.yes, base=line.base)
    )
    seats = max(standards.quotas[award] - len(kept), 0)
    cut = _cut({line.unit: Decimal(line.yes) for line in passed}, seats)
    ties = _Ties(tally.round, standards, _order(passed, standards), cut.equal)
    return _decide(award, kept, cut, ties)


@dataclass(frozen=True, slots=True)
class _Ties:
    round: int
    standards: Standards
    order: tuple[str, ...]
    tied: tuple[str, ...]

    def sort(self, units: Iterable[str]) -> tuple[str, ...]:
        """Put units in the order of votes, then final points, then id."""
        return tuple(sorted(units, key=self.order.index))


def _decide(award: str, kept: tuple[str, ...], cut: _Cut, ties: _Ties) -> AwardSettled:
    """Go through the tie rules until one decides; final score may decide only a part."""
    used: TieRule | None = None
    for rule in ties.standards.voting.tie_rule if cut.equal else ():
        if rule is TieRule.FINAL_SCORE:
            finals = ties.standards.finals
            inner = _cut({unit: finals[unit] for unit in cut.equal}, cut.seats)
            cut = _Cut((*cut.into, *inner.into), inner.equal, inner.seats)
            used = rule
        elif rule is TieRule.COUNCIL or ties.round < ties.standards.voting.max_rounds:
            used = rule
        if not cut.equal or used in {TieRule.SECOND_ROUND, TieRule.COUNCIL}:
            break
    return _settled(award, kept, ties, cut, used)


def _settled(
    award: str, kept: tuple[str, ...], ties: _Ties, cut: _Cut, used: TieRule | None
) -> AwardSettled:
    left = ties.sort(cut.equal)
    for_council = left if used is TieRule.COUNCIL else ()
    undecided = bool(left) and used is TieRule.FINAL_SCORE
    return AwardSettled(
        award=award,
        nominated=(*kept, *ties.sort(cut.into), *for_council),
        tied=ties.sort(ties.tied),
        rule=None if undecided else used,
        again=left if used is TieRule.SECOND_ROUND else (),
        for_council=for_council,
    )


def _cut(points: Mapping[str, Decimal], seats: int) -> _Cut:
    """Give the seats to the most points; equals that do not all fit stay without."""
    if len(points) <= seats:
        return _Cut(tuple(points), (), seats - len(points))
    if seats == 0:
        return _Cut((), (), 0)
    at_cut = sorted(points.values(), reverse=True)[seats - 1]
    above = tuple(unit for unit, value in points.items() if value > at_cut)
    equal = tuple(unit for unit, value in points.items() if value == at_cut)
    if len(above) + len(equal) == seats:
        return _Cut((*above, *equal), (), 0)
    return _Cut(above, equal, seats - len(above))


def _order(passed: tuple[CandidateTally, ...], standards: Standards) -> tuple[str, ...]:
    ordered = sorted(
        passed,
        key=lambda line: (-line.yes, -standards.finals.get(line.unit, Decimal(0)), line.unit),
    )
    return tuple(line.unit for line in ordered)
