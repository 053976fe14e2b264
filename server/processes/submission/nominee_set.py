"""The set of nominees: what the submission runs once for each of."""

from server.actions.steps.step_state import StepState
from server.processes.submission.tables import nominees


def members(step: StepState) -> list[str]:
    """List the case's nominees by id."""
    return [row.id for row in nominees.nominees(step.session, step.case.id)]
