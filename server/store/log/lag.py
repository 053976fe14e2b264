"""How far the log is behind history: since when the oldest event waits to be in a checkpoint."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from server.store import Session
from server.store.log import trusted


@dataclass(frozen=True, slots=True)
class Lag:
    """The leaves, those under a checkpoint, since when the oldest event waits, and what time it is.

    All instants are the database's clock; `since` is None where every event is in a checkpoint.
    """

    leaves: int
    signed: int
    since: datetime | None
    now: datetime
    signed_at: datetime | None
    """When the newest checkpoint was signed, by the same clock."""

    @property
    def seconds(self) -> int:
        """How long the oldest event waits; 0 where none does."""
        return int((self.now - self.since).total_seconds()) if self.since else 0


def lag(session: Session) -> Lag:
    """Work it out over the events from a while before the last leaves on.

    It does not rest on what the sequencer believes of itself. All events are looked at where there
    are few leaves, or the last ones are of events older than the log; a much older event without
    a leaf is a breach that `binhxet check` names.
    """
    signed = trusted.newest(session)
    values = {"signed": signed.size if signed else 0}
    leaves, unsigned, xid = session.execute(_STANDS, values).one()
    waiting = session.execute(_ALL if xid is None else _LATE, {"xid": xid}).one()
    since = min(filter(None, (waiting.since, unsigned)), default=None)
    return Lag(leaves, values["signed"], since, waiting.at, signed.at if signed else None)


_STANDS = text("""
WITH newest AS (SELECT e.xid FROM (SELECT event_id FROM leaf ORDER BY idx DESC LIMIT 1000) l
  JOIN event e ON e.id = l.event_id)
SELECT (SELECT coalesce(max(idx) + 1, 0) FROM leaf),
  (SELECT e.db_time FROM event e JOIN (SELECT l.event_id FROM leaf l
    WHERE l.idx >= CAST(:signed AS bigint) AND l.event_id IS NOT NULL ORDER BY l.idx LIMIT 1) u
    ON u.event_id = e.id),
  CASE WHEN count(xid) = count(*) AND count(*) > 0 THEN least(min(xid),
    CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) - 10000) END
FROM newest
""")
_WAITING = """
SELECT min(e.db_time) AS since, clock_timestamp() AS at FROM event e
WHERE NOT EXISTS (SELECT FROM leaf l WHERE l.event_id = e.id)"""
_ALL = text(_WAITING)
_LATE = text(f"{_WAITING} AND e.xid >= CAST(:xid AS bigint)")
"""Told apart, and where to begin as a value: the plan then begins there, by the index."""
