"""Every kind of fault that is planted, a module a noun."""

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
    lists,
    milestones,
    people,
    proposals,
    receipts,
    registers,
    results,
    rules,
    tasks,
    unread,
)

PLANTS: tuple[Plant, ...] = (
    *tasks.PLANTS,
    *cases.PLANTS,
    *results.PLANTS,
    *rules.PLANTS,
    *registers.PLANTS,
    *ballots.PLANTS,
    *files.PLANTS,
    *letters.PLANTS,
    *lists.PLANTS,
    *milestones.PLANTS,
    *duties.PLANTS,
    *receipts.PLANTS,
    *people.PLANTS,
    *appointments.PLANTS,
    *frozen.PLANTS,
    *proposals.PLANTS,
    *history.PLANTS,
    *unread.PLANTS,
)
