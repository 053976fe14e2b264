"""The register of decisions of years before: which unit got which award in which year."""

from uuid import UUID

from sqlalchemy import text

from server.store import Session

_WON = text("""
SELECT DISTINCT n.unit_id, n.award_id, y.year
FROM nominee n JOIN case_ c ON c.id = n.case_id JOIN bloc_year y ON y.id = c.bloc_year_id
JOIN case_ own ON own.id = :case JOIN bloc_year this ON this.id = own.bloc_year_id
WHERE n.decision = 'approve' AND n.published_at IS NOT NULL AND c.state <> 'cancelled'
  AND y.year < this.year AND y.year >= this.year - :years
  AND (own.simulated OR NOT c.simulated)
  AND n.unit_id IN (SELECT unit_id FROM case_unit WHERE case_id = own.id)
""")


def won(session: Session, case_id: UUID, years: int) -> set[tuple[str, str, int]]:
    """List the decisions issued for a case's units in the years before: unit, award, year."""
    found = session.execute(_WON, {"case": case_id, "years": years})
    return {(row.unit_id, row.award_id, row.year) for row in found}
