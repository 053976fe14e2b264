"""Which awards a round decides: one that depends on awards above waits until these are decided."""

from collections.abc import Collection, Iterable, Mapping

from server.domain.blocs.rules import Award, CaseRules, VotingMode
from server.processes.award_review.rules.eligibility import quota
from server.processes.award_review.rules.tallies import AwardSettled, Candidates

SettledBy = Mapping[str, AwardSettled]


def is_staged(rules: CaseRules) -> bool:
    """Tell whether some award can be voted on only once others are decided, or in another way."""
    several = len(rules.voting.modes(rules.awards)) > 1
    return several or bool(rules.voting.one_award) or any(award.above for award in rules.awards)


def mode_of(rules: CaseRules, candidates: Iterable[str]) -> VotingMode:
    """Return how a round is held: all its awards are voted on in one way."""
    first = next(iter(candidates), None)
    return rules.voting.mode if first is None else rules.voting.on(first).mode


def is_decided(settled: AwardSettled) -> bool:
    """Tell whether nothing more is voted on an award."""
    return not settled.again and not settled.waiting


def is_ready(rules: CaseRules, award: Award, settled: SettledBy) -> bool:
    """Tell whether all awards are decided that an award depends on."""
    ids = [each.id for each in rules.awards]
    above = set(ids[: ids.index(award.id)]) if rules.voting.one_award else award.above
    return all(name in settled and is_decided(settled[name]) for name in above)


def drawing_on(rules: CaseRules, award: Award) -> frozenset[str]:
    """Return the awards that draw on the same quota as an award, itself included."""
    source = award.quota_of or award.id
    return frozenset(each.id for each in rules.awards if source in {each.id, each.quota_of})


def comes_too_early(rules: CaseRules, award: Award, settled: SettledBy) -> bool:
    """Tell whether an award above, of the same quota, may still take its part of it."""
    ids = [each.id for each in rules.awards]
    above = set(ids[: ids.index(award.id)]) & drawing_on(rules, award)
    return any(name in settled and not is_decided(settled[name]) for name in above)


def seats(rules: CaseRules, award: Award, settled: SettledBy) -> int:
    """Return how many units an award may still propose, with what others took of one quota."""
    drawing = drawing_on(rules, award)
    taken = sum(len(each.nominated) for name, each in settled.items() if name in drawing)
    return max(quota(rules=rules, award=award.id) - taken, 0)


def standing(
    rules: CaseRules, award: Award, units: Iterable[str], settled: SettledBy
) -> tuple[str, ...]:
    """Return who of the proposed units still stands for an award that is ready."""
    if award.quota_of and not seats(rules, award, settled):
        return ()
    ids = [each.id for each in rules.awards]
    above = ids[: ids.index(award.id)] if rules.voting.one_award else []
    barred = {unit for name in above for unit in settled[name].nominated}
    if award.id in settled:
        barred |= set(settled[award.id].nominated)
    if award.not_winners_of:
        barred |= set(settled[award.not_winners_of].nominated)
    stays = [unit for unit in units if unit not in barred]
    if award.winners_of:
        stays = [unit for unit in stays if unit in settled[award.winners_of].nominated]
    return tuple(stays)


def proposed_above(
    rules: CaseRules, award: Award, unit: str, proposed: Collection[tuple[str, str]]
) -> str | None:
    """Return the award that keeps a unit from this one because it is proposed for that.

    `proposed` holds the award and the unit of each proposal; None where none keeps it away.
    """
    ids = [each.id for each in rules.awards]
    above = ids[: ids.index(award.id)] if rules.voting.one_award else []
    if award.not_winners_of:
        above = [*above, award.not_winners_of]
    return next((name for name in above if (name, unit) in proposed), None)


def next_candidates(
    rules: CaseRules, proposed: Candidates, settled: Iterable[AwardSettled] = ()
) -> Candidates:
    """Return the candidates of the next round: the tied of the last, else of all that is ready.

    A round is held in one way: awards that are voted on in another wait for a round of their own.
    So does an award for what those above it leave of the quota that they draw on, too.
    """
    known = {each.award: each for each in settled}
    if any(each.again for each in known.values()):
        tied = [award for award in rules.awards if award.id in known and known[award.id].again]
        return {a.id: known[a.id].again for a in tied if not comes_too_early(rules, a, known)}
    for award in rules.awards:
        if award.id not in known and not proposed.get(award.id):
            known[award.id] = undecided(award.id, waits=False)
    found = {
        award.id: standing(rules, award, proposed.get(award.id, ()), known)
        for award in rules.awards
        if (award.id not in known or known[award.id].waiting) and is_ready(rules, award, known)
    }
    ready = {name: units for name, units in found.items() if units}
    later = _later_of_a_quota(rules, known, {name for name in found if name not in ready})
    ready = {name: units for name, units in ready.items() if name not in later}
    mode = mode_of(rules, ready)
    return {name: units for name, units in ready.items() if rules.voting.on(name).mode is mode}


def _later_of_a_quota(
    rules: CaseRules, settled: SettledBy, without: Collection[str]
) -> frozenset[str]:
    """Return the awards that draw on a quota of which an award above may still take its part.

    `without` are awards that nobody stands for: they take nothing.
    """
    undecided_ = [each for each in rules.awards if not _is_over(settled.get(each.id))]
    drawing = [each for each in undecided_ if each.id not in without]
    return frozenset(
        award.id
        for place, award in enumerate(drawing)
        if any(above.id in drawing_on(rules, award) for above in drawing[:place])
    )


def _is_over(settled: AwardSettled | None) -> bool:
    return settled is not None and is_decided(settled)


def undecided(award: str, *, waits: bool, kept: tuple[str, ...] = ()) -> AwardSettled:
    """Return how an award stands before it is voted on: it waits, or nobody stands for it.

    `kept` are those it proposed in a round before, if any.
    """
    return AwardSettled(
        award=award,
        nominated=kept,
        tied=(),
        rule=None,
        again=(),
        for_council=(),
        waiting=True if waits else None,
    )
