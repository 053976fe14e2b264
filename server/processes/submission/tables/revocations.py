"""The awards that were decided and published, and the decisions that revoked some of them.

The row of an award never changes afterwards: a revocation is a row of its own that points at it.
One of a case that was cancelled since counts as little as an award of a cancelled dossier.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from server.processes.award_review.tables.revoked import COUNTED
from server.store import Session

_OF_CASE = text(f"""
SELECT DISTINCT ON (r.nominee_id) r.nominee_id, r.case_id, r.decision_number, r.decision_date, r.at
FROM {COUNTED}
WHERE r.award_case_id = :award_case ORDER BY r.nominee_id, r.at
""")  # noqa: S608 - made of constants
_STANDING = text(f"""
SELECT n.id, n.award_id, n.unit_id, n.decision_number, n.decision_date
FROM nominee n
WHERE n.case_id = :award_case AND n.decision = 'approve' AND n.published_at IS NOT NULL
  AND n.unit_id = ANY(CAST(:units AS text[]))
  AND NOT EXISTS (SELECT FROM {COUNTED}
    WHERE r.award_case_id = n.case_id AND r.nominee_id = n.id AND r.case_id <> :case)
ORDER BY n.award_id, n.unit_id
""")  # noqa: S608 - made of constants
_INSERT = text("""
INSERT INTO award_revocation(case_id, nominee_id, award_case_id, decision_number, decision_date, at)
VALUES (:case_id, :nominee_id, :award_case_id, :decision_number, :decision_date, :at)
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """The decision that revoked an award, the case it came of, and when it was registered."""

    nominee_id: str
    case_id: UUID
    decision_number: str
    decision_date: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAward:
    """An award that was published and that no other case has revoked."""

    id: str
    award_id: str
    unit_id: str
    decision_number: str
    decision_date: date


def revocations(session: Session, award_case_id: UUID) -> Mapping[str, Revocation]:
    """Return what revoked awards of a dossier, by nominee."""
    found = session.execute(_OF_CASE, {"award_case": award_case_id}).mappings()
    return {row["nominee_id"]: Revocation(**row) for row in found}


def standing(
    session: Session, award_case_id: UUID, units: Collection[str], *, case_id: UUID
) -> list[StandingAward]:
    """List the awards of a dossier that units have, as a case that may revoke them finds them."""
    asked = {"award_case": award_case_id, "units": [*units], "case": case_id}
    return [StandingAward(**row) for row in session.execute(_STANDING, asked).mappings()]


def add(session: Session, award_case_id: UUID, revoked: Revocation) -> None:
    """Write a revocation down."""
    session.execute(
        _INSERT,
        {
            "case_id": revoked.case_id,
            "nominee_id": revoked.nominee_id,
            "award_case_id": award_case_id,
            "decision_number": revoked.decision_number,
            "decision_date": revoked.decision_date,
            "at": revoked.at,
        },
    )
