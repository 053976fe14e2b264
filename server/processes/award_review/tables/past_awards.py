"""The register of decisions of years before: which unit got which award in which year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text

from server.processes.award_review.rules.eligibility import Win
from server.processes.award_review.tables.revoked import COUNTED
from server.store import Session

_PAST = text(f"""
SELECT n.unit_id, n.award_id, y.year, EXISTS (SELECT FROM {COUNTED}
    WHERE r.award_case_id = n.case_id AND r.nominee_id = n.id AND r.at <= :at) AS revoked
FROM nominee n JOIN case_ c ON c.id = n.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN case_ own ON own.id = :case JOIN bloc_year this ON this.id = own.bloc_year_id
WHERE n.decision = 'approve' AND n.published_at IS NOT NULL AND c.state <> 'cancelled'
  AND y.year < this.year AND y.year >= this.year - :years
  AND (own.simulated OR NOT c.simulated)
  AND (n.unit_id IN (SELECT unit_id FROM case_unit WHERE case_id = own.id)
    OR n.unit_id = ANY(:gone))
ORDER BY n.unit_id, n.award_id, y.year, n.case_id
""")  # noqa: S608 - made of constants


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAwards:
    """The awards of units in the years before: those that stand, and those revoked."""

    won: frozenset[Win] = frozenset()
    revoked: frozenset[Win] = frozenset()


def past_awards(
    session: Session, case_id: UUID, years: int, *, gone: Collection[str] = (), at: datetime
) -> PastAwards:
    """Return what the register says of the years before, as it said at an instant.

    It says so of the case's units, and of those that are `gone` and others follow.
    An award whose revocation was registered later is one that stands: what was judged stays judged.
    """
    if not years:
        return PastAwards()
    found = session.execute(
        _PAST, {"case": case_id, "years": years, "gone": [*gone], "at": at}
    ).all()
    won = frozenset((row.unit_id, row.award_id, row.year) for row in found if not row.revoked)
    every = frozenset((row.unit_id, row.award_id, row.year) for row in found)
    return PastAwards(won=won, revoked=every - won)
