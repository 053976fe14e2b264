"""What the server says of a role that signs in to it."""

from datetime import datetime

from sqlalchemy import text

from server.store import Session


def valid_until(session: Session, role: str) -> datetime | None:
    """Return when a role's password ends; None where it has no end, or there is no such role."""
    found: datetime | None = session.execute(_UNTIL, {"role": role}).scalar_one_or_none()
    return found


_UNTIL = text("""
SELECT rolvaliduntil FROM pg_roles WHERE rolname = :role AND rolvaliduntil < 'infinity'
""")
