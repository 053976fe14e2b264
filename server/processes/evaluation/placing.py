"""The places of the units of a case: ranked, written, and told by the move of the step."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from server.actions.steps import moves
from server.actions.steps.step_state import StepState
from server.domain.canonical import Json
from server.domain.texts.vietnamese import sort_key
from server.processes.evaluation.collating import Points
from server.processes.evaluation.facts.judging import judged_units
from server.processes.evaluation.rules.ranking import Ranked, UnitFinals, rank
from server.processes.evaluation.tables import scores
from server.store.cases.cases import InstanceRow

Sheets = Mapping[str, scores.SheetRow]


def place(
    step: StepState, instance: InstanceRow, sheets: Sheets, points: Points
) -> tuple[Ranked, ...]:
    """Rank the units of the case and write their places; who is excluded has none.

    `points` are those by the best of the bloc, by unit, where any are told with the places.
    """
    out = excluded(step, step.case.id, sheets)
    ranking = rank(standings=standings(step, sheets), taken_out=out)
    rows: list[dict[str, Json]] = [
        {
            "unit_id": item.unit,
            "rank": item.rank,
            "shares_rank": item.shares_rank,
            **({"collated": points[item.unit]} if points else {}),
        }
        for item in ranking
    ]
    rows += [
        {
            "unit_id": unit,
            "rank": None,
            "shares_rank": False,
            **({"collated": points[unit]} if points else {}),
        }
        for unit in sorted(out)
    ]
    scores.write_ranking(step.session, step.case.id, rows)
    moves.of(step, instance).found["ranked"] = [dict(row) for row in rows]
    return ranking


def excluded(step: StepState, case_id: UUID, sheets: Sheets) -> frozenset[str]:
    """Return the units that a condition keeps out of the ranking."""
    judged = judged_units(step.session, case_id, step.rules, sheets)
    return frozenset(unit for unit, each in judged.items() if each.excluded_by is not None)


def standings(step: StepState, sheets: Sheets) -> list[UnitFinals]:
    """Return what the units are ranked by."""
    return [
        UnitFinals(
            unit=unit.id,
            total=sheets[unit.id].final_total or Decimal(0),
            scaled=sheets[unit.id].scaled or Fraction(0),
            key=sort_key(unit.name.vi),
        )
        for unit in step.rules.units
        if unit.id in sheets and sheets[unit.id].is_ranked
    ]
