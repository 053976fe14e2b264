"""A round of voting inside a step: read once, opened, counted and settled."""

from collections.abc import Sequence
from dataclasses import replace

from server.actions.steps.step_state import StepState
from server.domain import canonical
from server.domain.blocs.quorum import Roll
from server.domain.canonical import Json
from server.processes.award_review.rules import (
    recounts,
    settling,
    staging,
    voting,
)
from server.processes.award_review.rules.recounts import Difference
from server.processes.award_review.rules.settling import Standards
from server.processes.award_review.rules.tallies import (
    Ballot,
    Candidates,
    Choice,
    Counts,
    Settled,
    Tally,
    Vote,
)
from server.processes.award_review.rules.voting import Round
from server.processes.award_review.tables import polls, results
from server.processes.award_review.tables.polls import CountEntry, PollRow
from server.store.history.journal import Fact

SCRUTINEERS = 2
Cast = list[tuple[str, str, str, str]]


class NotCounted(Exception):
    """A round cannot be compared or settled; the text says what is missing."""


def newest(step: StepState) -> PollRow | None:
    """Return the newest round of the case, read once a step; None before the first."""
    held = step.read.get(PollRow)
    if isinstance(held, PollRow):
        return held
    persons = step.actor.judged if step.actor else ()
    return _hold(step, polls.newest(step.session, step.case.id, persons))


def _hold(step: StepState, poll: PollRow | None) -> PollRow | None:
    if poll is not None:
        step.read[PollRow] = poll
    return poll


def current(step: StepState) -> PollRow:
    """Return the round under way. Raises NoRound where the diagram has opened none."""
    poll = newest(step)
    if poll is None:
        raise voting.NoRound
    return poll


def as_round(step: StepState, poll: PollRow) -> Round:
    """Turn a poll's row into the round the rules know."""
    return Round(
        number=poll.round,
        candidates={award: tuple(units) for award, units in poll.candidates.items()},
        roll=Roll.of(step.rules, present=poll.present),
    )


def open_next(step: StepState, present: list[str]) -> PollRow:
    """Open the next round: the proposed units, or only those tied in the round before."""
    before = newest(step)
    named = _standing(step, before)
    poll = PollRow(
        round=before.round + 1 if before else 1,
        mode=staging.mode_of(step.rules, named).value,
        candidates=named,
        present=tuple(present),
        before=before.settled if before else None,
    )
    polls.open_round(step.session, step.case.id, poll, step.now)
    _hold(step, poll)
    frozen: dict[str, Json] = {award: list(units) for award, units in named.items()}
    step.facts.append(
        Fact(
            kind="round.opened",
            object=f"case/{step.case.id}/round/{poll.round}",
            actor=step.actor,
            payload={
                "round": poll.round,
                "mode": poll.mode,
                "candidates": frozen,
                "present": list[Json](present),
            },
        )
    )
    return poll


def counts_agree(step: StepState) -> bool:
    """Compare what the two scrutineers entered; both entries stay on record. Raises NotCounted."""
    poll = current(step)
    entries = polls.open_counts(step.session, step.case.id, poll.round)
    if len(entries) != SCRUTINEERS:
        raise NotCounted(f"{len(entries)} counts of the round, not {SCRUTINEERS}")
    first, second = (canonical.revive(Counts, dict(entry)) for entry in entries)
    found = recounts.differences(first, second)
    polls.judge_counts(step.session, step.case.id, poll.round, agreed=not found)
    if found:
        step.facts.append(_differed(step, poll, found))
    return not found


def settle(step: StepState, standards: Standards) -> Settled:
    """Count the round and settle it by threshold, quota and the declared tie rules.

    Raises NoRound and NotCounted.
    """
    poll = current(step)
    if poll.settled is not None:
        raise NotCounted("the round is settled already")
    held = as_round(step, poll)
    cast = polls.votes(step.session, step.case.id, poll.round) if poll.mode == "open" else []
    entries = polls.entries(step.session, step.case.id, poll.round) if poll.mode != "open" else []
    counted = _open(step, held, cast) if poll.mode == "open" else _paper(step, held, entries)
    settled = settling.settle(
        tally=counted,
        standards=standards,
        proposed=_proposed(step) if staging.is_staged(step.rules) else None,
        earlier=Settled.from_json(poll.before).awards if poll.before is not None else (),
    )
    data = settled.to_json()
    closed = replace(poll, settled=data)
    _hold(step, closed)
    lines = _lines(step, counted, settled)
    polls.settle(step.session, step.case.id, closed, lines=lines, at=step.now)
    step.facts.append(
        Fact(
            kind="round.closed",
            object=f"case/{step.case.id}/round/{poll.round}",
            actor=step.actor,
            payload={
                "round": poll.round,
                "tally": counted.to_json(),
                "settled": data,
                # Who voted how, who counted what: in history only now, when the round has closed.
                "roll_call": [list[Json](row) for row in sorted(cast)],
                "counts": [entry.to_json() for entry in entries],
            },
        )
    )
    return settled


def _differed(step: StepState, poll: PollRow, found: Sequence[Difference]) -> Fact:
    """Tell which numbers differed; the numbers themselves stay closed until the round is."""
    return Fact(
        kind="counts.differed",
        object=f"case/{step.case.id}/round/{poll.round}",
        actor=step.actor,
        payload={
            "round": poll.round,
            "changes": [{"path": item.path, "old": "", "new": ""} for item in found],
        },
    )


def _standing(step: StepState, before: PollRow | None) -> dict[str, list[str]]:
    """Return who stands in the next round: the proposed, the tied, or whom an award waited for."""
    if before is None and not staging.is_staged(step.rules):
        return {award: list(units) for award, units in _proposed(step).items()}
    awards = Settled.from_json(before.settled).awards if before else ()
    found = staging.next_candidates(step.rules, _proposed(step), awards)
    return {award: list(units) for award, units in found.items()}


def _proposed(step: StepState) -> Candidates:
    named: dict[str, tuple[str, ...]] = {}
    for row in results.candidates(step.session, step.case.id):
        if row.proposed:
            named[row.award_id] = (*named.get(row.award_id, ()), row.unit_id)
    return named


def _open(step: StepState, held: Round, cast: Cast) -> Tally:
    by_unit: dict[str, list[Vote]] = {}
    for by, award, unit, choice in cast:
        by_unit.setdefault(by, []).append(Vote(award=award, unit=unit, choice=Choice(choice)))
    ballots = [Ballot(voter=by, votes=tuple(given)) for by, given in sorted(by_unit.items())]
    return voting.tally_open(voting=step.rules.voting, held=held, ballots=ballots)


def _paper(step: StepState, held: Round, entries: Sequence[CountEntry]) -> Tally:
    agreed = [entry.value for entry in entries if entry.agreed]
    if not agreed:
        raise NotCounted("no counts of the round have been agreed")
    counts = canonical.revive(Counts, dict(agreed[-1]))
    return voting.tally_paper(voting=step.rules.voting, held=held, counts=counts)


def _lines(step: StepState, counted: Tally, settled: Settled) -> list[dict[str, object]]:
    outcomes = settled.outcomes
    return [
        {
            "award_id": line.award,
            "unit_id": line.unit,
            "yes": line.yes,
            "base": line.base,
            "passed": voting.passes(
                threshold=step.rules.voting.on(line.award).threshold, yes=line.yes, base=line.base
            ),
            "outcome": outcomes.get((line.award, line.unit), "not_nominated"),
        }
        for line in counted.candidates
    ]
