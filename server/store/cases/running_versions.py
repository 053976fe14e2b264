"""Which versions of their definitions the open cases run on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.store import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVersion:
    """A version that an open case's instances run on."""

    case_id: UUID
    definition_hash: str


def versions(
    session: Session, *, province: str = "", case_id: UUID | None = None
) -> Sequence[CaseVersion]:
    """List the versions that open cases run on: of one case, of a province, or of all for ''."""
    found = session.execute(_VERSIONS, {"case": case_id, "province": province}).mappings()
    return [CaseVersion(**row) for row in found]


_VERSIONS = text("""
SELECT DISTINCT i.case_id, i.definition_hash FROM instance i JOIN case_ c ON c.id = i.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
WHERE i.status = 'running' AND c.state IN ('open', 'ending')
  AND (CAST(:province AS text) = '' OR b.province = :province)
  AND (CAST(:case AS uuid) IS NULL OR i.case_id = :case)
ORDER BY 1, 2
""")
