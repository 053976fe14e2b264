"""The set of awards: what a revocation runs once for each of."""

import json
from uuid import UUID

from server.actions.steps.process_code import JudgedTask
from server.actions.steps.step_state import StepState
from server.processes.revocation.tables import openings
from server.processes.submission.tables import revocations
from server.processes.submission.tables.revocations import StandingAward
from server.store import Session

UNITS = "units"
"""The field of the opening form that names whose awards are looked into."""


def members(step: StepState) -> list[str]:
    """List the awards that stand of the units the case was opened about."""
    case = step.case
    found = awards_of(step.session, case.id, case.previous_id, opening=case.opening)
    return [award.id for award in found]


def awards_of(
    session: Session, case_id: UUID, award_case_id: UUID | None, *, opening: str
) -> list[StandingAward]:
    """List the awards of the dossier before that stand of the units named at the opening."""
    units = units_of(opening)
    if award_case_id is None or not units:
        return []
    return revocations.standing(session, award_case_id, units, case_id=case_id)


def looked_into(task: JudgedTask) -> frozenset[str]:
    """Return the units whose awards a task proposes to revoke, or to let stand."""
    return units_of(openings.opening_of(task.session, task.case_id))


def units_of(opening: str) -> frozenset[str]:
    """Return the units that what was typed at the opening names."""
    found = json.loads(opening or "{}").get(UNITS, ())
    return frozenset(str(unit) for unit in found) if isinstance(found, list) else frozenset()
