"""Every version that a bloc-year ever had, and from when on each was in force."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedVersion:
    """A version of a bloc-year's rules: known since `imported_at`, in force from a day on."""

    rules_digest: str
    effective_from: dt.date
    imported_at: dt.datetime


def of_year(session: Session, bloc_year_id: str) -> Sequence[DatedVersion]:
    """List the versions of a bloc-year: the latest start first, then the latest import."""
    rows = session.execute(_OF_YEAR, {"y": bloc_year_id}).mappings()
    return [DatedVersion(**row) for row in rows]


_OF_YEAR = text("""
SELECT rules_digest, effective_from, imported_at FROM bloc_year_version
WHERE bloc_year_id = :y ORDER BY effective_from DESC, imported_at DESC
""")
