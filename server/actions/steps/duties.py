"""The duties of a case: until when who has begun is to have reached a milestone that has a day.

A duty begins with the first instance of its key in a pool where its milestone is reached, and stays
however often that begins anew. What is reached stands in the milestones, and nowhere else.
"""

from collections.abc import Mapping
from datetime import date

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.steps import moves
from server.actions.steps.case_facts import OpenedAs, all_facts
from server.actions.steps.step_state import StepState
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.manifest.duties import dated, pools
from server.store.cases import duties
from server.store.cases.cases import InstanceRow
from server.store.cases.duties import DutyRow


def begin(step: StepState, instance: InstanceRow) -> None:
    """Give an instance that starts its duties; raises the engine's refusal of an expression."""
    begun = due_days(
        step.deployed, step.case, step.rules, process=instance.process, key=instance.key
    )
    if begun:
        moves.of(step, instance).duties = [(name, day.isoformat()) for name, day in begun.items()]


def due_days(
    model: Deployed, case: OpenedAs, rules: CaseRules, *, process: str, key: str
) -> Mapping[str, date]:
    """Return the last day of each duty that begins with an instance, by its milestone.

    A milestone whose expression gives no day here is none. Raises the engine's refusals.
    """
    named = [each for each in dated(model.manifest) if process in pools(each, model.pool_of)]
    facts = all_facts(model, case, rules, key=key, round_=1) if named else {}
    days = {each.name: engine.evaluated_day(each.due, facts) for each in named}
    return {name: date.fromisoformat(day) for name, day in days.items() if day}


def rows(step: StepState) -> list[Mapping[str, object]]:
    """Return a row for each duty that begins in this step."""
    return [
        {"milestone": name, "key": move.instance.key, "due": day}
        for move in step.moves.values()
        for name, day in move.duties
    ]


def day_of(step: StepState, duty: DutyRow) -> str | None:
    """Return the day a duty has by what its case knows now, None where its manifest names none."""
    declared = step.deployed.manifest.milestones.get(duty.milestone)
    if declared is None or not declared.due:
        return None
    facts = all_facts(step.deployed, step.case, step.rules, key=duty.key, round_=1)
    return engine.evaluated_day(declared.due, facts)


def recompute(step: StepState) -> list[Json]:
    """Work the case's duties out anew, after a deadline they hang on has changed.

    The days are written with the step. Returns what moved, as [milestone, key, from, to]: the
    event of the act tells it as `duties`. A duty that would have no day keeps the one it has.
    """
    found: list[Json] = []
    for duty in duties.of_case(step.session, step.case.id):
        day = day_of(step, duty)
        if day and day != duty.due.isoformat():
            step.moved_duties.append({"milestone": duty.milestone, "key": duty.key, "due": day})
            found.append([duty.milestone, duty.key, duty.due.isoformat(), day])
    return found
