"""What a round of voting settles: threshold, quota, and the declared tie rules at the cut-off."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from server.domain.blocs.rules import Award, CaseRules, Nobody, TieRule, Voting
from server.processes.award_review.rules.staging import (
    SettledBy,
    comes_too_early,
    is_decided,
    is_ready,
    is_staged,
    seats,
    standing,
    undecided,
)
from server.processes.award_review.rules.tallies import (
    AwardSettled,
    Candidates,
    CandidateTally,
    Settled,
    Tally,
)
from server.processes.award_review.rules.voting import passes

_BY_POINTS = frozenset({TieRule.FINAL_SCORE, TieRule.PARTS})


class Sharing(StrEnum):
    """How awards of one quota are held to it; `ROUND_BY_ROUND` is how rounds were settled once."""

    WHOLE = "whole"
    ROUND_BY_ROUND = "round_by_round"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """What a round is settled by: the bloc's rules, and what units got in the evaluation.

    `parts` are the points of parts of the score table by unit, for who compares equals by them.
    """

    rules: CaseRules
    finals: Mapping[str, Fraction]
    parts: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    sharing: Sharing = Sharing.WHOLE


def compares_parts(rules: CaseRules) -> bool:
    """Tell whether equals of some award are compared by parts of the score table."""
    return any(TieRule.PARTS in rules.voting.on(award.id).tie_rule for award in rules.awards)


def settle(
    *,
    tally: Tally,
    standards: Standards,
    earlier: Iterable[AwardSettled] = (),
    proposed: Candidates | None = None,
) -> Settled:
    """Nominate who passed the threshold, most votes first, up to the award's quota.

    Equals at the cut-off go through the declared tie rules in order: the points of declared parts;
    the higher final score; a second round among them while rounds are left; the Council, which gets
    all of them. Who was nominated in an earlier round stays. Every award is in the answer, in the
    order of the rules; of the `proposed`, an award whose awards above are not decided waits. So
    does one that was voted on before those above it on the same quota are decided: it is voted on
    anew, for what they leave.
    """
    before = {award.award: award for award in earlier}
    known: dict[str, AwardSettled] = {}
    for award in standards.rules.awards:
        known[award.id] = _award(award, tally, standards, before, known)
    if proposed is not None:
        voted = {line.award for line in tally.candidates}
        for award in standards.rules.awards:
            if not _is_settled(award, standards, voted, before, known):
                _wait(award, standards.rules, proposed, known, before)
    awards = tuple(known.values())
    return Settled(awards=awards, again=not all(is_decided(each) for each in awards))


def free_seats(award: Award, standards: Standards, before: SettledBy, above: SettledBy) -> int:
    """Return how many units an award may still propose in a round, besides those it has.

    `before` is how the awards stood before the round, `above` how those above stand after it.
    """
    taken = above
    if standards.sharing is Sharing.WHOLE:
        taken = {name: each for name, each in before.items() if name != award.id} | dict(above)
    kept = before[award.id].nominated if award.id in before else ()
    return max(seats(standards.rules, award, taken) - len(kept), 0)


def _wait(
    award: Award,
    rules: CaseRules,
    proposed: Candidates,
    known: dict[str, AwardSettled],
    before: SettledBy,
) -> None:
    """Let an award wait that is not voted on yet, unless it is ready and nobody stands for it."""
    if not proposed.get(award.id):
        return
    kept = before[award.id].nominated if award.id in before else ()
    known[award.id] = undecided(award.id, waits=True, kept=kept)
    ready = is_ready(rules, award, known)
    if ready and not standing(rules, award, proposed[award.id], known):
        known[award.id] = undecided(award.id, waits=False, kept=kept)


def _is_settled(
    award: Award,
    standards: Standards,
    voted: Collection[str],
    before: SettledBy,
    known: SettledBy,
) -> bool:
    """Tell whether what an award's votes came to stands, of this round or of one before."""
    earlier = before.get(award.id)
    if standards.sharing is Sharing.ROUND_BY_ROUND:
        return award.id in voted or (earlier is not None and not earlier.waiting)
    if award.id in voted:
        return not comes_too_early(standards.rules, award, known)
    return earlier is not None and is_decided(earlier)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Who is in at the cut-off and who is equal there, for how many seats."""

    into: tuple[str, ...]
    equal: tuple[str, ...]
    seats: int


def _award(
    award: Award,
    tally: Tally,
    standards: Standards,
    earlier: SettledBy,
    known: SettledBy,
) -> AwardSettled:
    before = earlier.get(award.id)
    voted = tuple(line for line in tally.candidates if line.award == award.id)
    if not voted and before is not None:
        return before
    voting = standards.rules.voting.on(award.id)
    kept = before.nominated if before else ()
    passed = tuple(
        line
        for line in voted
        if line.unit not in kept
        and passes(threshold=voting.threshold, yes=line.yes, base=line.base)
    )
    free = free_seats(award, standards, earlier, known)
    cut = _cut({line.unit: Fraction(line.yes) for line in passed}, free)
    first = _first_round(tally.round, standards.rules, before)
    lap = tally.round - (first or 1) + 1
    order = _order(passed, standards)
    ties = _Ties(voting, lap, first, standards, order, cut.equal)
    may_go_on = free or standards.sharing is Sharing.ROUND_BY_ROUND
    if voted and not passed and lap > 1 and may_go_on and voting.nobody is Nobody.COUNCIL:
        return _to_council(award.id, kept, first, voted)
    return _decide(award.id, kept, cut, ties)


def _first_round(round_: int, rules: CaseRules, before: AwardSettled | None) -> int | None:
    """Return the round an award is first voted on in, None for the first of all."""
    if before is not None and not before.waiting:
        return before.first_round
    return round_ if round_ > 1 and is_staged(rules) else None


def _to_council(
    award: str, kept: tuple[str, ...], first: int | None, voted: tuple[CandidateTally, ...]
) -> AwardSettled:
    """Hand those voted on to the Council: a further round among them elected nobody."""
    units = tuple(line.unit for line in voted)
    return AwardSettled(
        award=award,
        nominated=(*kept, *units),
        tied=units,
        rule=TieRule.COUNCIL,
        again=(),
        for_council=units,
        first_round=first,
    )


@dataclass(frozen=True, slots=True)
class _Ties:
    voting: Voting
    lap: int
    first_round: int | None
    standards: Standards
    order: tuple[str, ...]
    tied: tuple[str, ...]

    def sort(self, units: Iterable[str]) -> tuple[str, ...]:
        """Put units in the order of votes, then final points, then id."""
        return tuple(sorted(units, key=self.order.index))


def _decide(award: str, kept: tuple[str, ...], cut: _Cut, ties: _Ties) -> AwardSettled:
    """Go through the tie rules until one decides; final score may decide only a part."""
    used: TieRule | None = None
    for rule in ties.voting.tie_rule if cut.equal else ():
        if rule in _BY_POINTS:
            for points in _points(rule, ties):
                inner = _cut({unit: points[unit] for unit in cut.equal}, cut.seats)
                cut = _Cut((*cut.into, *inner.into), inner.equal, inner.seats)
            used = rule
        elif rule is TieRule.COUNCIL or ties.lap < ties.voting.max_rounds:
            used = rule
        if not cut.equal or used in {TieRule.SECOND_ROUND, TieRule.COUNCIL}:
            break
    return _settled(award, kept, ties, cut, used)


def _points(rule: TieRule, ties: _Ties) -> Iterator[Mapping[str, Fraction]]:
    """Go through the points by unit that a rule compares, in its order."""
    if rule is TieRule.FINAL_SCORE:
        yield ties.standards.finals
    for part in ties.voting.tie_parts or () if rule is TieRule.PARTS else ():
        yield {unit: points[part] for unit, points in ties.standards.parts.items()}


def _settled(
    award: str, kept: tuple[str, ...], ties: _Ties, cut: _Cut, used: TieRule | None
) -> AwardSettled:
    left = ties.sort(cut.equal)
    for_council = left if used is TieRule.COUNCIL else ()
    nobody_decides = bool(left) and used in _BY_POINTS
    return AwardSettled(
        award=award,
        nominated=(*kept, *ties.sort(cut.into), *for_council),
        tied=ties.sort(ties.tied),
        rule=None if nobody_decides else used,
        again=left if used is TieRule.SECOND_ROUND else (),
        for_council=for_council,
        first_round=ties.first_round,
    )


def _cut(points: Mapping[str, Fraction], seats: int) -> _Cut:
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
        key=lambda line: (-line.yes, -standards.finals.get(line.unit, Fraction(0)), line.unit),
    )
    return tuple(line.unit for line in ordered)
