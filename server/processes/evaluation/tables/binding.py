"""Coverage of the tables of an evaluation."""

from server.processes.evaluation.tables.schema import given_score, score, sheet, unit_fact
from server.store.binding.coverage import BoundTable

BEFORE_FRACTIONS = "of rows from before it was a fraction; beside one nothing reads it"

BOUND: tuple[BoundTable, ...] = (
    BoundTable(table=score, shape=2),
    BoundTable(table=sheet, shape=2, unproved={"scaled": BEFORE_FRACTIONS}),
    BoundTable(table=unit_fact),
    BoundTable(table=given_score),
)
