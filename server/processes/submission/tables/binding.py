"""Coverage of the table of a submission."""

from server.processes.submission.tables.schema import nominee
from server.store.binding.coverage import BoundTable

BOUND: tuple[BoundTable, ...] = (BoundTable(table=nominee),)
