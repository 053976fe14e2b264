"""Coverage of the table of revocations."""

from server.processes.submission.tables.schema import award_revocation
from server.store.binding.coverage import BoundTable

BOUND: tuple[BoundTable, ...] = (BoundTable(table=award_revocation),)
