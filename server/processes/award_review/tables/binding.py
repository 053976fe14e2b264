"""Coverage of the tables of an award review."""

from server.processes.award_review.tables.schema import (
    candidate,
    count_entry,
    opinion,
    poll,
    tally,
    vote,
)
from server.store.binding.coverage import BoundTable

BOUND: tuple[BoundTable, ...] = (
    BoundTable(table=candidate),
    BoundTable(table=opinion),
    BoundTable(table=poll),
    BoundTable(table=vote),
    BoundTable(table=count_entry),
    BoundTable(table=tally),
)
