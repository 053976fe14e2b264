"""Whose points somebody gives together, by which they are kept from their own."""

from server.actions.steps.process_code import JudgedTask
from server.domain.blocs.scored_cells import scored_units


def units_of(task: JudgedTask) -> frozenset[str]:
    """Return the units whose points a task gives or approves."""
    return scored_units(task.rules, task.key)
