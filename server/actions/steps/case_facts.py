"""What the expressions of a process may read of its case."""

import json

from server.actions.definitions.form_reading import form_of
from server.actions.steps.step_state import StepState
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.manifest.outline import OPENING
from server.form_shape import routed_fields


def case_facts(step: StepState, process: str, key: str, round_: int) -> dict[str, Json]:
    """Return what the expressions of a process read of the case, from its start.

    What none of them reads is not kept: the list of units, in an instance of each unit, would make
    every state as long as the bloc.
    """
    rules = step.rules
    given: dict[str, Json] = {
        "key": key,
        "round": round_,
        "mode": str(rules.voting.mode),
        "units": [unit.id for unit in rules.units],
        "deadlines": {**dict.fromkeys(sorted(KNOWN_DEADLINES)), **_last_days(rules)},
        "year": rules.year,
        "opened_on": local_day(step.case.opened_at).isoformat(),
        "opened_by": step.case.opened_post,
    }
    read = step.deployed.definition.facts[process]
    if OPENING in read:
        given[OPENING] = _opening(step)
    return {name: value for name, value in given.items() if name in read}


def _opening(step: StepState) -> dict[str, Json]:
    """Return the routed fields of the opening form, None for one that was left out."""
    name = step.deployed.manifest.open.form
    schema = form_of(step.deployed, name).schema if name else {}
    typed = json.loads(step.case.opening)
    return {each: typed.get(each) for each in routed_fields(schema)}


def _last_days(rules: CaseRules) -> dict[str, Json]:
    """Return the last day of each deadline of a bloc-year, None where it has none."""
    dated = {item.id: item.last_day for item in rules.deadlines}
    return {name: day.isoformat() if day else None for name, day in dated.items()}
