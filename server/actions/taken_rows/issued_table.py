"""The score table that was issued for a bloc-year, and what another one has otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.actions.definitions.processes import processes
from server.domain.bloc_draft import table_versions
from server.domain.bloc_draft.table_versions import Row
from server.store import Session
from server.store.blocs import score_tables
from server.store.blocs.score_tables import IssuedVersion
from server.store.tasks import blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedTable:
    """The version that was issued, and what of a bloc-year's document is otherwise.

    `changes` is None where the version is not kept as it was issued: nothing is compared with it.
    """

    sha256: str
    at: datetime
    changes: Sequence[Row] | None


def issued_table(session: Session, bloc_year_id: str, source: str) -> IssuedTable | None:
    """Hold a bloc-year's document beside what was issued last; None where nothing was issued."""
    found = _newest(session, bloc_year_id)
    if found is None:
        return None
    try:
        kept = blobs.read(session, found.sha256).decode()
    except blobs.BytesChanged:
        changes = None
    else:
        changes = table_versions.changes(kept, table_versions.version_of(source))
    return IssuedTable(sha256=found.sha256, at=found.at, changes=changes)


def _newest(session: Session, bloc_year_id: str) -> IssuedVersion | None:
    """Return what was issued last, by whichever process issues score tables."""
    found = [
        score_tables.issued(session, bloc_year_id, process=model.key, kept=each)
        for model in processes(session)
        for each in model.manifest.taken
        if each.binds
    ]
    return max((each for each in found if each), key=lambda each: each.at, default=None)
