"""What the expressions of a process may read of its case."""

import json

from server.actions.definitions.form_reading import opening_form, opening_routes
from server.actions.steps.step_state import StepState
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.manifest.outline import OPENING


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
        form, typed = opening_form(step.deployed), json.loads(step.case.opening)
        given[OPENING] = opening_routes(form, typed)
    return {name: value for name, value in given.items() if name in read}


def _last_days(rules: CaseRules) -> dict[str, Json]:
    """Return the last day of each deadline of a bloc-year, None where it has none."""
    dated = {item.id: item.last_day for item in rules.deadlines}
    return {name: day.isoformat() if day else None for name, day in dated.items()}
