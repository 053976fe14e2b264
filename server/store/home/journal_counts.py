"""How the journal of some cases stands: the newest event of each, and how many carry a sign."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJournal:
    """When the newest event of a case was done, and how many of its events carry a sign."""

    newest: datetime | None
    signs: int


def of_cases(session: Session, cases: Collection[UUID]) -> Mapping[UUID, CaseJournal]:
    """Read them in one statement."""
    rows = session.execute(_OF_CASES, {"cases": [*cases]})
    return {row.id: CaseJournal(newest=row.newest, signs=row.signs) for row in rows}


_OF_CASES = text("""
SELECT c.id, (SELECT e.act_time FROM event e WHERE e.stream = 'case/' || c.id
    ORDER BY e.seq DESC LIMIT 1) AS newest,
  (SELECT count(DISTINCT o.event_id) FROM event e JOIN oddity o ON o.event_id = e.id
    WHERE e.stream = 'case/' || c.id) AS signs
FROM unnest(CAST(:cases AS uuid[])) AS c(id)
""")
