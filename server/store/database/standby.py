"""A standby repeats what another server writes, and writes nothing itself."""

from sqlalchemy import text

from server.store import Session

TIMELINE = """(CASE WHEN pg_is_in_recovery()
  THEN (SELECT lpad(upper(to_hex(timeline_id)), 8, '0') FROM pg_control_checkpoint())
  ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END)"""
"""SQL: the server's timeline as eight hex digits. A standby, which cannot say where it would write,
tells that of its last restart point: the one it follows, until one after a promotion there."""


def is_standby(session: Session) -> bool:
    """Tell whether the server repeats another's log; also one that is being restored from it."""
    return bool(session.execute(_IN_RECOVERY).scalar_one())


_IN_RECOVERY = text("SELECT pg_is_in_recovery()")
