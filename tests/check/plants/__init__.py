"""Every kind of fault that is planted, a module a noun, and the kinds `check` cannot find."""

from tests.check.planting import Plant
from tests.check.plants import (
    appointments,
    ballots,
    cases,
    duties,
    files,
    frozen,
    history,
    letters,
    milestones,
    people,
    proposals,
    receipts,
    registers,
    results,
    tasks,
)

PLANTS: tuple[Plant, ...] = (
    *tasks.PLANTS,
    *cases.PLANTS,
    *results.PLANTS,
    *registers.PLANTS,
    *ballots.PLANTS,
    *files.PLANTS,
    *letters.PLANTS,
    *milestones.PLANTS,
    *duties.PLANTS,
    *receipts.PLANTS,
    *people.PLANTS,
    *appointments.PLANTS,
    *frozen.PLANTS,
    *proposals.PLANTS,
    *history.PLANTS,
)
NOT_FOUND = {
    "jobs table emptied": "a job is a hint: the workers make it again from the rows",
    "comment text changed": "a comment leaves no event that would say what it was",
    "act deleted (idempotency keys lost)": "keys leave no event, and are removed after 30 days",
}
"""Each kind with the reason."""
