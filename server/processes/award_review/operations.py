"""The operations that the award review's service tasks name."""

from collections.abc import Mapping

from server import engine
from server.actions.steps import moves
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.blocs.quorum import Roll, judge_all
from server.domain.blocs.rules import VotingMode
from server.domain.canonical import Json
from server.engine import OperationRefused
from server.engine.lint.values.value_types import COUNT, TRUTH, choice
from server.processes.award_review import rounds
from server.processes.award_review.rules.eligibility import (
    EligibilityFacts,
    eligibility_facts,
    units_gone,
    years_asked,
)
from server.processes.award_review.rules.settling import Standards, compares_parts
from server.processes.award_review.rules.voting import NoRound, quorums_of
from server.processes.award_review.tables import past_awards, results
from server.processes.evaluation.operations import (
    adopted_judgements,
    adopted_parts,
    adopted_ranking,
    taken_out,
)
from server.processes.evaluation.rules.ranking import finals
from server.store.cases.cases import InstanceRow


def eligibility(
    step: StepState, instance: InstanceRow, _given: Variables, _known: Variables
) -> Json:
    """Judge each unit for each award by the decision table, over the frozen scores.

    What the bloc's own rules bar, no table lets through.
    """
    model = step.model_of(instance).definition
    rows = [_judged_row(model, fact) for fact in _facts(step)]
    results.write(step.session, "candidate", step.case.id, rows)
    moves.of(step, instance).found["judged"] = [dict(row) for row in rows]
    return {"eligible": sum(1 for row in rows if row["eligible"])}


def _facts(step: StepState) -> tuple[EligibilityFacts, ...]:
    years = years_asked(step.rules)
    past = past_awards.past_awards(
        step.session, step.case.id, years, gone=units_gone(step.rules), at=step.now
    )
    return eligibility_facts(
        rules=step.rules,
        ranking=adopted_ranking(step),
        won=past.won,
        revoked=past.revoked,
        judged=adopted_judgements(step),
    )


def _judged_row(model: engine.Definition, fact: EligibilityFacts) -> dict[str, Json]:
    """Ask the decision table about one unit and one award; what bars the unit comes first."""
    asked: dict[str, Json] = {
        "taken_out": not fact.ranked,
        "rank_known": fact.ranked,
        "within_rank": fact.within_rank,
        "enough_points": fact.enough_points,
    }
    answer = engine.decide(model, "eligibility", asked)
    if {"eligible", "reason"} - answer.keys() or not isinstance(answer["eligible"], bool):
        raise OperationRefused("eligibility", "the table answers no eligible and reason")
    eligible = answer["eligible"] and not fact.barred
    return {
        "award_id": fact.award,
        "unit_id": fact.unit,
        "eligible": eligible,
        "ineligible_because": "" if eligible else fact.barred or answer["reason"],
    }


def quorum(step: StepState, _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Judge the quorum of the meeting: the largest, where awards have their own."""
    present = _units("quorum", given["present"])
    roll = Roll.of(step.rules, present=present, taken_out=taken_out(step))
    judged = judge_all(quorums_of(step.rules), roll)
    return {"ok": judged.reached, "present": judged.present, "needed": judged.needed}


def open_round(
    step: StepState, _instance: InstanceRow, given: Variables, _known: Variables
) -> Json:
    """Open the next round among those present; say how it is voted."""
    poll = rounds.open_next(step, _units("open_round", given["present"]))
    return {"round": poll.round, "mode": poll.mode}


def compare(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Say whether the two scrutineers counted the same."""
    try:
        return {"ok": rounds.counts_agree(step)}
    except (NoRound, rounds.NotCounted) as refusal:
        raise _refused("compare", refusal) from refusal


def tally(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Settle the round; say whether another one is needed."""
    try:
        return {"again": _settle(step)}
    except (NoRound, rounds.NotCounted) as refusal:
        raise _refused("tally", refusal) from refusal


def _settle(step: StepState) -> bool:
    parts = adopted_parts(step) if compares_parts(step.rules) else {}
    final = finals(adopted_ranking(step))
    return rounds.settle(step, Standards(rules=step.rules, finals=final, parts=parts)).again


def _refused(operation: str, refusal: NoRound | rounds.NotCounted) -> OperationRefused:
    missing = isinstance(refusal, NoRound)
    return OperationRefused(operation, "no round has been opened" if missing else str(refusal))


def _units(operation: str, present: Json) -> list[str]:
    if not isinstance(present, list):
        raise OperationRefused(operation, "present is no list of units")
    return [str(unit) for unit in present]


OPERATIONS: Mapping[str, Operation] = {
    "eligibility": Operation(
        run=eligibility,
        answers={"eligible": COUNT},
        decision=frozenset({"taken_out", "rank_known", "within_rank", "enough_points"}),
        columns=frozenset({"eligible", "reason"}),
    ),
    "quorum": Operation(
        run=quorum,
        parameters=frozenset({"present"}),
        answers={"ok": TRUTH, "present": COUNT, "needed": COUNT},
    ),
    "open_round": Operation(
        run=open_round,
        parameters=frozenset({"present"}),
        answers={"round": COUNT, "mode": choice(VotingMode)},
    ),
    "compare": Operation(run=compare, answers={"ok": TRUTH}, after="open_round"),
    "tally": Operation(run=tally, answers={"again": TRUTH}, after="open_round"),
}
