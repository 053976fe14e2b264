"""The operations that the award review's service tasks name."""

from collections.abc import Mapping

from server import engine
from server.actions.steps import moves
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.blocs.quorum import Roll, judge_quorum
from server.domain.canonical import Json
from server.engine import OperationRefused
from server.engine.lint.values.value_types import TRUTH, WHOLE
from server.processes.award_review import rounds
from server.processes.award_review.rules.eligibility import eligibility_facts
from server.processes.award_review.rules.voting import NoRound
from server.processes.award_review.tables import results
from server.processes.evaluation.operations import adopted_ranking, taken_out
from server.processes.evaluation.rules.ranking import finals
from server.store.cases.cases import InstanceRow


def eligibility(
    step: StepState, instance: InstanceRow, _given: Variables, _known: Variables
) -> Json:
    """Judge each unit for each award by the decision table, over the frozen scores."""
    model = step.model_of(instance).definition
    rows: list[dict[str, Json]] = []
    for fact in eligibility_facts(rules=step.rules, ranking=adopted_ranking(step)):
        asked: dict[str, Json] = {
            "taken_out": not fact.ranked,
            "rank_known": fact.ranked,
            "within_rank": fact.within_rank,
            "enough_points": fact.enough_points,
        }
        answer = engine.decide(model, "eligibility", asked)
        if {"eligible", "reason"} - answer.keys() or not isinstance(answer["eligible"], bool):
            raise OperationRefused("eligibility", "the table answers no eligible and reason")
        rows.append(
            {
                "award_id": fact.award,
                "unit_id": fact.unit,
                "eligible": answer["eligible"],
                "ineligible_because": "" if answer["eligible"] else answer["reason"],
            }
        )
    results.write(step.session, "candidate", step.case.id, rows)
    moves.of(step, instance).found["judged"] = [dict(row) for row in rows]
    return {"eligible": sum(1 for row in rows if row["eligible"])}


def quorum(step: StepState, _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Judge the quorum of the meeting in whole numbers."""
    present = _units("quorum", given["present"])
    roll = Roll.of(step.rules, present=present, taken_out=taken_out(step))
    judged = judge_quorum(quorum=step.rules.voting.quorum, roll=roll)
    return {"ok": judged.reached, "present": judged.present, "needed": judged.needed}


def open_round(
    step: StepState, _instance: InstanceRow, given: Variables, _known: Variables
) -> Json:
    """Open the next round among those present."""
    return {"round": rounds.open_next(step, _units("open_round", given["present"]))}


def compare(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Say whether the two scrutineers counted the same."""
    try:
        return {"ok": rounds.counts_agree(step)}
    except (NoRound, rounds.NotCounted) as refusal:
        raise _refused("compare", refusal) from refusal


def tally(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Settle the round; say whether another one is needed."""
    try:
        return {"again": rounds.settle(step, finals(adopted_ranking(step))).again}
    except (NoRound, rounds.NotCounted) as refusal:
        raise _refused("tally", refusal) from refusal


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
        answers={"eligible": WHOLE},
        decision=frozenset({"taken_out", "rank_known", "within_rank", "enough_points"}),
        columns=frozenset({"eligible", "reason"}),
    ),
    "quorum": Operation(
        run=quorum,
        parameters=frozenset({"present"}),
        answers={"ok": TRUTH, "present": WHOLE, "needed": WHOLE},
    ),
    "open_round": Operation(
        run=open_round, parameters=frozenset({"present"}), answers={"round": WHOLE}
    ),
    "compare": Operation(run=compare, answers={"ok": TRUTH}, after="open_round"),
    "tally": Operation(run=tally, answers={"again": TRUTH}, after="open_round"),
}
