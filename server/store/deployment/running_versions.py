"""Which versions of their definitions the open cases run on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from server.domain.people.lineage import Reach
from server.store import Session
from server.store.database.asked_cases import among, these
from server.store.people.lineage import EVERYWHERE, asked, within_or_everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseVersion:
    """A version that an open case's instances run on."""

    case_id: UUID
    definition_hash: str


def versions(
    session: Session, *, reach: Reach | None = EVERYWHERE, cases: Collection[UUID] | None = None
) -> Sequence[CaseVersion]:
    """List the versions that open cases run on: of these, of a reach, or of all."""
    found = session.execute(_VERSIONS, asked(reach) | {"cases": these(cases)}).mappings()
    return [CaseVersion(**row) for row in found]


_VERSIONS = text(f"""
SELECT DISTINCT i.case_id, i.definition_hash FROM instance i JOIN case_ c ON c.id = i.case_id
JOIN bloc_year y ON y.id = c.bloc_year_id JOIN bloc b ON b.id = y.bloc_id
WHERE i.status = 'running' AND c.state IN ('open', 'ending')
  AND {within_or_everywhere("b.province")}
  AND {among("i.case_id")}
ORDER BY 1, 2
""")  # noqa: S608 - a constant
