"""What this installation is, as its database says."""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

_DEMONSTRATION = text(
    "SELECT EXISTS (SELECT FROM deployment WHERE demonstration)"
    " OR EXISTS (SELECT FROM person WHERE demonstration AND deactivated_at IS NULL)"
)


def is_demonstration(session: Session) -> bool:
    """Tell whether the database is marked as a demonstration, or has an account of one."""
    return bool(session.scalar(_DEMONSTRATION))


def is_migrated(session: Session) -> bool:
    """Tell whether there is a schema at all."""
    return inspect(session.connection()).has_table("deployment")
