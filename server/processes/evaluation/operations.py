"""The operations that the evaluation's service tasks name."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from server.actions.steps import moves
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.engine.lint.values.value_types import COUNT, TRUTH
from server.processes.evaluation.collating import (
    Points,
    collate_points,
    collated_points,
    record_facts,
)
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.placing import excluded, place, standings
from server.processes.evaluation.rules.conditions import JudgedUnit, asks_conditions
from server.processes.evaluation.rules.ranking import Ranked, rank
from server.processes.evaluation.rules.totals import part_points
from server.processes.evaluation.tables import scores
from server.store.cases.cases import InstanceRow
from server.store.history.journal import Fact


def collate(step: StepState, instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Rank the units by their final points on the whole scale; who is excluded has no rank."""
    sheets = scores.sheets_of(step.session, step.case.id)
    table = step.rules.score_table
    points: Points = {}
    if table.compared or table.asks_others:
        points = collate_points(step, sheets)
        sheets = scores.sheets_of(step.session, step.case.id)
    recorded = record_facts(step)
    ranking = place(step, instance, sheets, points if table.compared else {})
    if recorded is not None:
        moves.of(step, instance).found["recorded"] = recorded
    return {"ranked": len(ranking)}


def freeze(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Freeze the scores: they are adopted and never change again."""
    adopted = scores.freeze(step.session, step.case.id, step.now)
    points = collated_points(step) if step.rules.score_table.compared else {}
    ranking: list[Json] = [
        {
            "unit": item.unit,
            "total": str(item.total),
            "scaled": _text(item.scaled, exact=step.rules.score_table.is_exact),
            "rank": item.rank,
            **({"collated": points[item.unit]} if points else {}),
        }
        for item in rank(
            standings=standings(step, adopted),
            taken_out=excluded(step, step.case.id, adopted),
        )
    ]
    step.facts.append(
        Fact(
            kind="scores.frozen",
            object=f"case/{step.case.id}",
            actor=step.actor,
            payload={"ranking": ranking},
        )
    )
    return {"frozen": True}


def adopted_ranking(step: StepState) -> tuple[Ranked, ...]:
    """Rank by the frozen scores of the evaluation this case follows from."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    out = excluded(step, step.case.previous_id, sheets)
    return rank(standings=standings(step, sheets), taken_out=out)


def adopted_judgements(step: StepState) -> Mapping[str, JudgedUnit]:
    """Return the conditions and the grade of each unit by the frozen scores."""
    if not asks_conditions(step.rules):
        return {}
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return judged_units(step.session, step.case.previous_id, step.rules, sheets)


def adopted_parts(step: StepState) -> dict[str, dict[str, Fraction]]:
    """Return what each part of the score table came to in the frozen scores, by unit."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    lines = scores.lines_of_case(step.session, step.case.previous_id)
    return part_points(step.rules.score_table, lines)


def taken_out(step: StepState) -> list[str]:
    """List the units that are out of the evaluation this case follows from."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return [unit for unit, sheet in sheets.items() if sheet.state == "taken_out"]


def _text(scaled: Fraction, *, exact: bool) -> str:
    """Write a final as it was compared: a fraction, 8700/97, or one rounded to hundredths."""
    return str(scaled) if exact else f"{Decimal(scaled.numerator) / scaled.denominator:.2f}"


OPERATIONS: Mapping[str, Operation] = {
    "collate": Operation(run=collate, answers={"ranked": COUNT}),
    "freeze": Operation(run=freeze, answers={"frozen": TRUTH}),
}
