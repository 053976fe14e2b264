"""The decisions by which units were rewarded in the years before a case's, as registered."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from server.processes.award_review.tables.revoked import COUNTED
from server.store import Session

_PAST = text(f"""
SELECT y.year, n.award_id, n.decision_number AS number, n.decision_date AS dated
FROM nominee n JOIN case_ c ON c.id = n.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN case_ own ON own.id = :case JOIN bloc_year this ON this.id = own.bloc_year_id
WHERE n.unit_id = ANY(CAST(:units AS text[]))
  AND n.decision = 'approve' AND n.published_at IS NOT NULL
  AND c.state <> 'cancelled' AND y.year < this.year AND (own.simulated OR NOT c.simulated)
  AND NOT EXISTS (SELECT FROM {COUNTED}
    WHERE r.award_case_id = n.case_id AND r.nominee_id = n.id)
ORDER BY y.year, n.award_id, n.case_id
""")  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A decision of a year before that still stands."""

    year: int
    award_id: str
    number: str
    dated: date | None


def past_decisions(session: Session, case_id: UUID, units: Collection[str]) -> list[PastDecision]:
    """List what units were rewarded with in years before the case's, the oldest first."""
    found = session.execute(_PAST, {"case": case_id, "units": [*units]}).mappings()
    return [PastDecision(**row) for row in found]
