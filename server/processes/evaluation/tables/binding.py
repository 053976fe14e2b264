"""Coverage of the tables of an evaluation."""

from server.processes.evaluation.tables.schema import given_score, score, sheet, unit_fact
from server.store.binding.coverage import BoundTable

BOUND: tuple[BoundTable, ...] = (
    BoundTable(table=score, shape=2),
    BoundTable(table=sheet, shape=2),
    BoundTable(table=unit_fact),
    BoundTable(table=given_score),
)
