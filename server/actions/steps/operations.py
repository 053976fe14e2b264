"""The operations a diagram's service tasks name; they run in the step's own transaction."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from server import engine
from server.actions.steps import moves
from server.domain.blocs.quorum import Roll, judge_quorum
from server.domain.canonical import Json
from server.domain.texts.vietnamese import sort_key
from server.engine import OperationRefused
from server.processes.award_review import rounds
from server.processes.award_review.rules.eligibility import eligibility_facts
from server.processes.award_review.rules.voting import NoRound
from server.processes.award_review.tables import results
from server.processes.evaluation.rules.ranking import (
    Ranked,
    Standing,
    finals,
    rank,
)
from server.processes.evaluation.tables import scores
from server.store.cases.cases import InstanceRow
from server.store.history.journal import Fact

if TYPE_CHECKING:
    from server.actions.steps.step import Step

Variables = Mapping[str, Json]
Operation = Callable[["Step", InstanceRow, Variables, Variables], Json]


def collate(step: "Step", instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Rank the units by their final points on the whole scale."""
    ranking = _rank(step)
    rows: list[dict[str, Json]] = [
        {"unit_id": item.unit, "rank": item.rank, "shares_rank": item.shares_rank}
        for item in ranking
    ]
    scores.write_ranking(step.session, step.case.id, rows)
    moves.of(step, instance).found["ranked"] = [dict(row) for row in rows]
    return {"ranked": len(ranking)}


def freeze(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
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


def eligibility(step: "Step", instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Judge each unit for each award by the decision table, over the frozen scores."""
    model = step.model_of(instance).definition
    rows: list[dict[str, Json]] = []
    for fact in eligibility_facts(rules=step.rules, ranking=_adopted(step)):
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


def quorum(step: "Step", _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Judge the quorum of the meeting in whole numbers."""
    present = _units("quorum", given["present"])
    roll = Roll.of(step.rules, present=present, taken_out=_out(step))
    judged = judge_quorum(quorum=step.rules.voting.quorum, roll=roll)
    return {"ok": judged.reached, "present": judged.present, "needed": judged.needed}


def open_round(step: "Step", _instance: InstanceRow, given: Variables, _known: Variables) -> Json:
    """Open the next round among those present."""
    return {"round": rounds.open_next(step, _units("open_round", given["present"]))}


def compare(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Say whether the two scrutineers counted the same."""
    return {"ok": rounds.counts_agree(step)}


def tally(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Settle the round; say whether another one is needed."""
    return {"again": rounds.settle(step, finals(_adopted(step))).again}


def council_tally(
    step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables
) -> Json:
    """Say which nominees the Council passed and which it dropped."""
    rows = results.nominees(step.session, step.case.id)
    return {
        "passed": [row.id for row in rows if row.council_passed],
        "dropped": [row.id for row in rows if not row.council_passed],
    }


def archive(step: "Step", _instance: InstanceRow, _given: Variables, _known: Variables) -> Json:
    """Record what goes into the archive: every decision of the dossier."""
    rows = results.nominees(step.session, step.case.id)
    listed: list[Json] = [
        {"nominee": row.id, "decision": row.decision or "dropped", "number": row.decision_number}
        for row in rows
    ]
    step.facts.append(
        Fact(
            kind="dossier.archived",
            object=f"case/{step.case.id}",
            actor=step.actor,
            payload={"nominees": listed},
        )
    )
    return {"archived": len(rows)}


OPERATIONS: Mapping[str, Operation] = {
    "collate": collate,
    "freeze": freeze,
    "eligibility": eligibility,
    "quorum": quorum,
    "open_round": open_round,
    "compare": compare,
    "tally": tally,
    "council_tally": council_tally,
    "archive": archive,
}
PARAMETERS: Mapping[str, frozenset[str]] = {
    "quorum": frozenset({"present"}),
    "open_round": frozenset({"present"}),
}
OF_DEFINITION: Mapping[str, str] = {
    **dict.fromkeys(("collate", "freeze"), "evaluation"),
    **dict.fromkeys(("eligibility", "quorum", "open_round", "compare", "tally"), "award_review"),
    **dict.fromkeys(("council_tally", "archive"), "submission"),
}
"""The definition whose facts an operation works on; in any other it would write into our tables."""


def run(name: str, step: "Step", instance: InstanceRow, given: Variables, known: Variables) -> Json:
    """Run an operation; raises OperationRefused where its facts are not there."""
    if OF_DEFINITION.get(name) != step.case.kind:
        raise OperationRefused(name, f"is no operation of {step.case.kind}")
    if absent := PARAMETERS.get(name, frozenset()) - given.keys():
        raise OperationRefused(name, f"not given: {', '.join(sorted(absent))}")
    try:
        return OPERATIONS[name](step, instance, given, known)
    except NoRound as missing:
        raise OperationRefused(name, "no round has been opened") from missing
    except rounds.NotCounted as refusal:
        raise OperationRefused(name, str(refusal)) from refusal


def _units(operation: str, present: Json) -> list[str]:
    if not isinstance(present, list):
        raise OperationRefused(operation, "present is no list of units")
    return [str(unit) for unit in present]


def _standings(step: "Step", sheets: Mapping[str, scores.SheetRow]) -> list[Standing]:
    return [
        Standing(
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


def _rank(step: "Step") -> tuple[Ranked, ...]:
    sheets = scores.sheets_of(step.session, step.case.id)
    return rank(standings=_standings(step, sheets))


def _adopted(step: "Step") -> tuple[Ranked, ...]:
    """Rank by the frozen scores of the evaluation this case follows from."""
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return rank(standings=_standings(step, sheets))


def _out(step: "Step") -> list[str]:
    assert step.case.previous_id is not None  # noqa: S101 - opening the case demands it
    sheets = scores.sheets_of(step.session, step.case.previous_id)
    return [unit for unit, sheet in sheets.items() if sheet.state == "taken_out"]
