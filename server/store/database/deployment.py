"""What this installation is, as its database says."""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

CLOCK_OFFSET = "coalesce((SELECT clock_offset_seconds FROM deployment), 0)"
"""SQL for how many seconds the clock is moved: 0 in production."""
_DEMONSTRATION = text(
    "SELECT EXISTS (SELECT FROM deployment WHERE demonstration)"
    " OR EXISTS (SELECT FROM person WHERE demonstration AND deactivated_at IS NULL)"
)
_HISTORY_CHANGER = text("""
SELECT current_user FROM pg_class c WHERE c.oid = to_regclass('event')
AND (pg_has_role(c.relowner, 'MEMBER') OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE'))
""")


def is_demonstration(session: Session) -> bool:
    """Tell whether the database is marked as a demonstration, or has an account of one."""
    return bool(session.scalar(_DEMONSTRATION))


def is_migrated(session: Session) -> bool:
    """Tell whether there is a schema at all."""
    return inspect(session.connection()).has_table("deployment")


def history_changer(session: Session) -> str:
    """Name the role that is signed in where it may change history; empty where it may not.

    The owner of the table may, whoever may act as the owner, and a superuser.
    """
    return session.scalar(_HISTORY_CHANGER) or ""
