"""What the expressions of a process may read of its case."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Final, Protocol

from server import engine
from server.actions.definitions.deployed import Deployed
from server.actions.definitions.form_reading import opening_form, opening_routes
from server.actions.steps.step_state import StepState
from server.domain.blocs.known_deadlines import KNOWN_DEADLINES
from server.domain.blocs.rules import CaseRules
from server.domain.canonical import Json
from server.domain.deadlines import local_day
from server.domain.manifest.outline import OPENING

DEADLINES: Final = "deadlines"
UNTOUCHED: Final = "{}"
"""What a case's row says where no day was extended."""


class OpenedAs(Protocol):
    """A case as it was opened: when, by whose post, and what was typed, as JSON."""

    @property
    def opened_at(self) -> datetime: ...
    @property
    def opened_post(self) -> str: ...
    @property
    def opening(self) -> str: ...
    @property
    def extended(self) -> str:
        """The days that were extended since, by fact and field, as JSON."""

    @property
    def own_days(self) -> str:
        """The working days and days off of its province, beside the country's."""


def case_facts(step: StepState, process: str, key: str, round_: int) -> dict[str, Json]:
    """Return what the expressions of a process read of the case, from its start.

    What none of them reads is not kept: the list of units, in an instance of each unit, would make
    every state as long as the bloc.
    """
    definition = step.deployed.definition
    read = definition.facts[process] | {engine.EXTENDED}
    if process in definition.counting:
        read |= {engine.OWN_DAYS}
    given = _given(step.case, step.rules, key, round_)
    if OPENING in read:
        given[OPENING] = _opening(step.deployed, step.case)
    return {name: value for name, value in given.items() if name in read}


def last_day(case: OpenedAs, rules: CaseRules, deadline: str) -> str | None:
    """Return the ISO day of a deadline in a case, None where its bloc-year has none."""
    found = {**_last_days(rules), **_extended(case, DEADLINES)}.get(deadline)
    return found if isinstance(found, str) else None


def all_facts(
    model: Deployed, case: OpenedAs, rules: CaseRules, *, key: str, round_: int
) -> Mapping[str, Json]:
    """Return every fact of a case that an expression of its manifest may read."""
    return {**_given(case, rules, key, round_), OPENING: _opening(model, case)}


def _given(case: OpenedAs, rules: CaseRules, key: str, round_: int) -> dict[str, Json]:
    year, reckoned = year_facts(rules), _extended(case, engine.EXTENDED)
    return {
        **year,
        DEADLINES: {**_fields(year[DEADLINES]), **_extended(case, DEADLINES)},
        **({engine.EXTENDED: reckoned} if reckoned else {}),
        **({engine.OWN_DAYS: case.own_days} if case.own_days else {}),
        "key": key,
        "round": round_,
        "opened_on": local_day(case.opened_at).isoformat(),
        "opened_by": case.opened_post,
    }


def year_facts(rules: CaseRules) -> dict[str, Json]:
    """Return what is known of a bloc-year before any case of it is open."""
    return {
        "mode": str(rules.voting.mode),
        "units": [unit.id for unit in rules.units],
        DEADLINES: {**dict.fromkeys(sorted(KNOWN_DEADLINES)), **_last_days(rules)},
        "year": rules.year,
    }


def _opening(model: Deployed, case: OpenedAs) -> dict[str, Json]:
    typed = opening_routes(opening_form(model), json.loads(case.opening))
    return {**typed, **_extended(case, OPENING)}


def _extended(case: OpenedAs, name: str) -> dict[str, Json]:
    """Return the days of a fact that were extended."""
    return {} if case.extended == UNTOUCHED else _fields(json.loads(case.extended).get(name))


def _fields(found: Json) -> dict[str, Json]:
    return found if isinstance(found, dict) else {}


def _last_days(rules: CaseRules) -> dict[str, Json]:
    """Return the last day of each deadline of a bloc-year, None where it has none."""
    dated = {item.id: item.last_day for item in rules.deadlines}
    return {name: day.isoformat() if day else None for name, day in dated.items()}
