"""What cases of a revocation were opened with."""

from uuid import UUID

from sqlalchemy import text

from server.store import Session

_OTHERS = text("""
SELECT other.opening FROM case_ own JOIN case_ other
  ON other.kind = own.kind AND other.previous_id = own.previous_id AND other.id <> own.id
WHERE own.id = :case AND other.state NOT IN ('closed', 'cancelled')
ORDER BY other.opened_at, other.id
""")


def opening_of(session: Session, case_id: UUID) -> str:
    """Return what was typed when a case was opened, as JSON."""
    found = session.execute(text("SELECT opening FROM case_ WHERE id = :case"), {"case": case_id})
    return str(found.scalar_one())


def others_open(session: Session, case_id: UUID) -> list[str]:
    """Return what was typed at the opening of each other case after the same dossier."""
    return [str(row.opening) for row in session.execute(_OTHERS, {"case": case_id})]
