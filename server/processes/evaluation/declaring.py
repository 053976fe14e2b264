"""The secretary goes through the ranking, and declares facts that decide on units."""

from server.actions.steps.handling import FilledForm, Outcome
from server.domain.canonical import Json
from server.processes.evaluation.collating import collated_points
from server.processes.evaluation.placing import place
from server.processes.evaluation.rules.declaring import (
    KIND,
    Declared,
    Declaring,
    check_facts,
    standing_by,
)
from server.processes.evaluation.rules.facts import UnitFact, asks_declared
from server.processes.evaluation.tables import scores, unit_facts
from server.store.history.journal import Fact


def rank_units(given: FilledForm) -> Outcome:
    """Take the facts that are declared, and rank the units by them.

    They are ranked even where none changes: a ranking that was taken back left its places.
    """
    if not asks_declared(given.rules) or not given.asks("facts"):
        return Outcome()
    standing = standing_by(unit_facts.standing(given.session, given.case_id))
    kind = f"{KIND}/"
    files = {name.removeprefix(kind): n for name, n in given.files().items() if kind in name}
    at = Declaring(rules=given.rules, standing=standing, files=files, today=given.today)
    declared = check_facts(value=given.value, at=at)
    if declared.facts or declared.taken_back:
        unit_facts.declare(given.session, given.case_id, declared.facts, declared.taken_back)
    sheets = scores.sheets_of(given.session, given.case_id)
    points = collated_points(given.step) if given.rules.score_table.compared else {}
    place(given.step, given.step.instances[given.task.instance_id], sheets, points)
    return Outcome(changes=_changes(given, declared), facts=_facts(given, declared))


def _changes(given: FilledForm, declared: Declared) -> tuple[Json, ...]:
    made = ((fact, "", "declared", "") for fact in declared.facts)
    gone = ((fact, "declared", "taken_back", why) for fact, why in declared.taken_back.items())
    return tuple(
        {
            "path": f"{fact.unit}.{fact.condition}",
            "old": old,
            "new": new,
            "reason": why,
            "own_unit": fact.unit in given.own_units,
        }
        for fact, old, new, why in (*made, *gone)
    )


def _facts(given: FilledForm, declared: Declared) -> tuple[Fact, ...]:
    made = (
        _fact(given, "unit.fact_declared", fact, {"note": fact.note}) for fact in declared.facts
    )
    gone = (
        _fact(given, "unit.fact_taken_back", fact, {"reason": why})
        for fact, why in declared.taken_back.items()
    )
    return (*made, *gone)


def _fact(given: FilledForm, kind: str, fact: UnitFact, more: dict[str, Json]) -> Fact:
    said: dict[str, Json] = {
        "condition": fact.condition,
        "number": fact.number,
        "dated": fact.dated.isoformat() if fact.dated else None,
    }
    return Fact(
        kind=kind,
        object=f"unit/{fact.unit}",
        actor=given.actor,
        subject_unit_id=fact.unit,
        payload={**said, **more},
    )
