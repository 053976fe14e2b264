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
    leaves, covered, since, at = session.execute(_LAG, values).one()
    return Lag(leaves, covered, since, at, signed.at if signed else None)


_WAITING = "SELECT min(e.db_time) FROM event e WHERE NOT EXISTS (SELECT FROM leaf l"
_LAG = text(f"""
WITH signed AS (SELECT CAST(:signed AS bigint) AS size),
held AS (SELECT coalesce(max(idx) + 1, 0) AS size FROM leaf),
unsigned AS (SELECT l.event_id FROM leaf l WHERE l.idx >= (SELECT size FROM signed)
  AND l.event_id IS NOT NULL ORDER BY l.idx LIMIT 1),
newest AS (SELECT e.xid FROM (SELECT event_id FROM leaf ORDER BY idx DESC LIMIT 1000) l
  JOIN event e ON e.id = l.event_id),
since AS (SELECT CASE WHEN count(xid) = count(*) AND count(*) > 0 THEN least(min(xid),
  CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) - 10000) END AS xid
  FROM newest)
SELECT held.size, signed.size, least(
  CASE WHEN since.xid IS NULL THEN ({_WAITING} WHERE l.event_id = e.id))
    ELSE ({_WAITING} WHERE l.event_id = e.id) AND e.xid >= (SELECT xid FROM since)) END,
  (SELECT e.db_time FROM event e JOIN unsigned u ON u.event_id = e.id)), clock_timestamp()
FROM held, signed, since
""")  # noqa: S608 - constants
