"""The operations that the evaluation's service tasks name."""

from collections.abc import Mapping
from decimal import Decimal

from server.actions.steps import moves
from server.actions.steps.process_code import Operation, Variables
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.domain.texts.vietnamese import sort_key
from server.engine.lint.values.value_types import TRUTH, WHOLE
from server.processes.evaluation.rules.ranking import (
    Ranked,
    UnitFinals,
    rank,
)
from server.processes.evaluation.tables import scores
from server.store.cases.cases import InstanceRow
from server.store.history.journal import Fact


def collate(step: StepState, instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Rank the units by their final points on the whole scale."""
    ranking = _rank(step)
    rows: list[dict[str, Json]] = [
        {"unit_id": item.unit, "rank": item.rank, "shares_rank": item.shares_rank}
        for item in ranking
    ]
    scores.write_ranking(step.session, step.case.id, rows)
    moves.of(step, instance).found["ranked"] = [dict(row) for row in rows]
    return {"ranked": len(ranking)}


def freeze(step: StepState, _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Freeze the scores: they are adopted and never change again."""
    adopted = scores.freeze(step.session, step.case.id, step.now)
    ranking: list[Json] = [
        {
            "unit": item.unit,
            "total": str(item.total),
            "scaled": str(item.scaled),
            "rank": item.rank,
        }
        for item in rank(standings=_standings(step, adopted))
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
    return rank(standings=_standings(step, sheets))


def taken_out(step: StepState) -> list[str]:
    """List the units that are out of the evaluation this case follows from."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return [unit for unit, sheet in sheets.items() if sheet.state == "taken_out"]


def _standings(step: StepState, sheets: Mapping[str, scores.SheetRow]) -> list[UnitFinals]:
    return [
        UnitFinals(
            unit=unit.id,
            total=sheets[unit.id].final_total or Decimal(0),
            scaled=sheets[unit.id].scaled or Decimal(0),
            key=sort_key(unit.name.vi),
        )
        for unit in step.rules.units
        if unit.id in sheets
        and sheets[unit.id].final_total is not None
        and sheets[unit.id].state != "taken_out"
    ]


def _rank(step: StepState) -> tuple[Ranked, ...]:
    sheets = scores.sheets_of(step.session, step.case.id)
    return rank(standings=_standings(step, sheets))


OPERATIONS: Mapping[str, Operation] = {
    "collate": Operation(run=collate, answers={"ranked": WHOLE}),
    "freeze": Operation(run=freeze, answers={"frozen": TRUTH}),
}
